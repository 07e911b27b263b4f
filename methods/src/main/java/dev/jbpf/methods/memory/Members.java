package dev.jbpf.methods.memory;

import dev.jbpf.dsl.value.internal.FieldNames;
import dev.jbpf.map.Codec;

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
    return (Codec<T>) Codec.component(record, FieldNames.of(member));
  }
}
