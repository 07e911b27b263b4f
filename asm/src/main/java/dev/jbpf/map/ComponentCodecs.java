package dev.jbpf.map;

import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.map.layout.U8;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.nio.ByteOrder;
import java.util.Map;

/** Chooses the codec of a record's component from its type and its annotations. */
final class ComponentCodecs {
  private static final Map<Class<?>, Codec<?>> SIGNED =
      Map.of(
          byte.class,
          Codec.S8,
          short.class,
          Codec.S16,
          int.class,
          Codec.S32,
          long.class,
          Codec.S64);

  private final RecordComponent component;

  private ComponentCodecs(RecordComponent component) {
    this.component = component;
  }

  static Codec<?> of(RecordComponent component) {
    Codec<?> codec = new ComponentCodecs(component).natural();
    return component.isAnnotationPresent(BigEndian.class)
        ? Codec.ordered(codec, ByteOrder.BIG_ENDIAN)
        : codec;
  }

  /** {@return whether the component is a number with a sign} */
  static boolean isSigned(RecordComponent component) {
    ComponentCodecs codecs = new ComponentCodecs(component);
    return SIGNED.containsKey(component.getType())
        && !(codecs.has(U8.class) || codecs.has(U16.class) || codecs.has(U32.class));
  }

  private Codec<?> natural() {
    Class<?> type = component.getType();
    if (has(U8.class)) {
      return require(int.class, Codec.U8);
    }
    if (has(U16.class)) {
      return require(int.class, Codec.U16);
    }
    if (has(U32.class)) {
      return require(long.class, Codec.U32);
    }
    if (SIGNED.containsKey(type)) {
      return SIGNED.get(type);
    }
    if (type == byte[].class) {
      return Codec.bytes(size());
    }
    if (type == String.class) {
      return Codec.text(size());
    }
    if (type == int[].class) {
      return new IntArrayCodec(size());
    }
    if (type == long[].class) {
      return new LongArrayCodec(size());
    }
    if (type == Inet4Address.class) {
      return Codec.IPV4;
    }
    if (type == Inet6Address.class) {
      return Codec.IPV6;
    }
    if (type.isRecord()) {
      return Codec.record(type.asSubclass(Record.class));
    }
    throw wrong(
        "has no layout in C; use byte, short, int, long, String, Inet4Address,"
            + " Inet6Address, an array or a record");
  }

  private boolean has(Class<? extends Annotation> annotation) {
    return component.isAnnotationPresent(annotation);
  }

  private Codec<?> require(Class<?> type, Codec<?> codec) {
    if (component.getType() != type) {
      throw wrong("must be of type " + type + " to hold a " + codec);
    }
    return codec;
  }

  private int size() {
    Size size = component.getAnnotation(Size.class);
    if (size == null) {
      throw wrong("needs @Size, the number of its elements");
    }
    return size.value();
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        component.getDeclaringRecord().getSimpleName()
            + "."
            + component.getName()
            + " ("
            + component.getType().getSimpleName()
            + ") "
            + why);
  }
}
