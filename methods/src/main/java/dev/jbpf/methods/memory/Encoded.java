package dev.jbpf.methods.memory;

import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Layout;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Values as programs put them into memory: of a number that does not fit, its lower bits. Codecs
 * refuse such a number, for Java that stands beside a program.
 */
final class Encoded {
  private Encoded() {}

  static <T> byte[] of(Codec<T> codec, T value) {
    byte[] all = new byte[codec.size()];
    put(codec, value, ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()), 0);
    return all;
  }

  private static <T> void put(Codec<T> codec, T value, ByteBuffer out, int at) {
    try {
      codec.encode(value, out, at);
    } catch (IllegalArgumentException e) {
      if (!cut(codec, value, out, at)) {
        throw e;
      }
    }
  }

  private static boolean cut(Codec<?> codec, Object value, ByteBuffer out, int at) {
    Layout layout = codec.layout();
    if (layout instanceof Layout.Number number && value instanceof Number content) {
      putBits(content.longValue(), number.bytes(), out, at);
      return true;
    }
    if (layout instanceof Layout.BigEndianNumber number && value instanceof Number content) {
      ByteBuffer view = out.duplicate().order(ByteOrder.BIG_ENDIAN);
      putBits(content.longValue(), number.bytes(), view, at);
      return true;
    }
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Codec<?> part = Codec.component(codec, component.getName());
        putPart(
            part, content(component, value), out, at + Codec.offset(codec, component.getName()));
      }
      return true;
    }
    return false;
  }

  @SuppressWarnings("unchecked") // the component's codec is one of its values
  private static <T> void putPart(Codec<T> codec, Object value, ByteBuffer out, int at) {
    put(codec, (T) value, out, at);
  }

  private static void putBits(long bits, int bytes, ByteBuffer out, int at) {
    switch (bytes) {
      case Byte.BYTES -> out.put(at, (byte) bits);
      case Short.BYTES -> out.putShort(at, (short) bits);
      case Integer.BYTES -> out.putInt(at, (int) bits);
      default -> out.putLong(at, bits);
    }
  }

  private static Object content(RecordComponent component, Object value) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(component + " cannot be read", e);
    }
  }
}
