package dev.jbpf.dsl.value.kernel;

import dev.jbpf.dsl.value.internal.FieldNames;
import dev.jbpf.dsl.value.memory.Field;

/** What accessors of records give. */
final class FieldTypes {
  private FieldTypes() {}

  /** {@return the type of the component that {@code field} is the accessor of} */
  @SuppressWarnings("unchecked") // that of its accessor
  static <T> Class<T> of(Field<?, T> field) {
    return (Class<T>) FieldNames.typeOf(field);
  }
}
