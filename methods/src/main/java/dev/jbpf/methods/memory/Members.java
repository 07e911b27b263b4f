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
    Codec<?> codec = Codec.component(record, FieldNames.of(member));
    Class<?> type = FieldNames.typeOf(member);
    if (type == short.class) {
      return (Codec<T>) new Narrow<>((Codec<Integer>) codec, Integer::shortValue);
    }
    if (type == byte.class) {
      return (Codec<T>) new Narrow<>((Codec<Integer>) codec, Integer::byteValue);
    }
    return (Codec<T>) codec;
  }

  /** Codecs know numbers as int and long; a component may be a narrower one to Java. */
  private record Narrow<T extends Number>(Codec<Integer> wide, Function<Integer, T> narrow)
      implements Codec<T> {
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
