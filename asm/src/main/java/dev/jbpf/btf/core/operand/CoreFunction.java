package dev.jbpf.btf.core.operand;

import dev.jbpf.kernel.call.CoreRelocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The names by which authors ask for what a number depends on, after C's {@code bpf_core_…}. */
public enum CoreFunction {
  OFFSET(CoreRelocation.FIELD_BYTE_OFFSET, "core", "core_field_offset"),
  SIZE(CoreRelocation.FIELD_BYTE_SIZE, "core_size", "core_field_size"),
  EXISTS(CoreRelocation.FIELD_EXISTS, "core_exists", "core_field_exists"),
  SIGNED(CoreRelocation.FIELD_SIGNED, "core_signed", "core_field_signed"),
  LSHIFT(CoreRelocation.FIELD_LSHIFT_U64, "core_lshift", "core_field_lshift"),
  RSHIFT(CoreRelocation.FIELD_RSHIFT_U64, "core_rshift", "core_field_rshift"),
  TYPE_ID_LOCAL(CoreRelocation.TYPE_ID_LOCAL, "core_type_id_local"),
  TYPE_ID_KERNEL(CoreRelocation.TYPE_ID_TARGET, "core_type_id_kernel"),
  TYPE_EXISTS(CoreRelocation.TYPE_EXISTS, "core_type_exists"),
  TYPE_SIZE(CoreRelocation.TYPE_SIZE, "core_type_size"),
  TYPE_MATCHES(CoreRelocation.TYPE_MATCHES, "core_type_matches"),
  ENUM_VALUE_EXISTS(CoreRelocation.ENUMVAL_EXISTS, "core_enum_value_exists"),
  ENUM_VALUE(CoreRelocation.ENUMVAL_VALUE, "core_enum_value");

  private final CoreRelocation kind;
  private final List<String> names;

  CoreFunction(CoreRelocation kind, String... names) {
    this.kind = kind;
    this.names = List.of(names);
  }

  /** {@return what {@code name} asks for, if it is one of these} */
  public static Optional<CoreFunction> named(String name) {
    return Arrays.stream(values()).filter(each -> each.names.contains(name)).findFirst();
  }

  /** {@return the one for that kind} */
  public static CoreFunction of(CoreRelocation kind) {
    return Arrays.stream(values()).filter(each -> each.kind == kind).findFirst().orElseThrow();
  }

  /** {@return what is to be known} */
  public CoreRelocation kind() {
    return kind;
  }

  /** {@return the shortest name} */
  @Override
  public String toString() {
    return names.get(0);
  }
}
