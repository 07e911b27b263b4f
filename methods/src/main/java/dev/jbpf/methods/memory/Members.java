package dev.jbpf.methods.memory;

import dev.jbpf.dsl.value.internal.FieldNames;
import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Layout;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** Where components of records lie, and how. */
public final class Members {
  private Members() {}

  /** {@return the offset of the component, in bytes} */
  public static <R, T> int offset(Codec<R> record, Member<R, T> member) {
    return Codec.offset(record, FieldNames.of(member));
  }

  /** {@return how the component lies in memory} */
  @SuppressWarnings("unchecked") // as the record has it
  public static <R, T> Codec<T> codec(Codec<R> record, Member<R, T> member) {
    return (Codec<T>) component(record, FieldNames.of(member), FieldNames.typeOf(member));
  }

  /** {@return how the component of that name, which is of {@code type}, lies in memory} */
  @SuppressWarnings("unchecked") // Codec has no others for these.
  public static Codec<?> component(Codec<?> record, String name, Class<?> type) {
    Codec<?> codec = Codec.component(record, name);
    if (type == short.class) {
      return new Narrow<>((Codec<Integer>) codec, Short.class, Integer::shortValue);
    }
    if (type == byte.class) {
      return new Narrow<>((Codec<Integer>) codec, Byte.class, Integer::byteValue);
    }
    return codec;
  }

  /** {@return the class of the values of a codec of numbers} */
  public static Class<?> box(Codec<?> codec) {
    if (codec instanceof Narrow<?> narrow) {
      return narrow.box();
    }
    return codec instanceof Codec.OfLong ? Long.class : Integer.class;
  }

  /** Codecs know numbers as int and long; a component may be a narrower one to Java. */
  private record Narrow<T extends Number>(
      Codec<Integer> wide, Class<T> box, Function<Integer, T> narrow) implements Codec<T> {
    @Override
    public int size() {
      return wide.size();
    }

    @Override
    public int alignment() {
      return wide.alignment();
    }

    @Override
    public Layout layout() {
      return wide.layout();
    }

    @Override
    public void encode(T value, ByteBuffer out, int at) {
      wide.encode(value.intValue(), out, at);
    }

    @Override
    public T decode(ByteBuffer in, int at) {
      return narrow.apply(wide.decode(in, at));
    }
  }
}
