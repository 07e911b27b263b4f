package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.kernel.call.CoreRelocation;

/**
 * What one instruction depends on, {@code struct bpf_core_relo} of the kernel.
 *
 * @param type the id of the type, among the object's, that the path starts at
 * @param path numbers of members, elements or enumerators, the first of all an element of an array
 *     of such types: {@code 0:1:2}; {@code 0} for the type itself
 * @param kind what the instruction needs to know of it
 */
public record CoreRecord(int type, String path, CoreRelocation kind) {
  private static final int TYPE = 1;
  private static final int PATH = 2;
  private static final int KIND = 3;

  /**
   * {@return the record in that row of {@link BtfExt#relocations}}
   *
   * @throws CoreException if it is of a kind that this version does not know
   */
  public static CoreRecord of(BtfExt.Rows rows, int row, Btf types) {
    int kind = rows.at(row, KIND);
    return new CoreRecord(
        rows.at(row, TYPE),
        types.string(rows.at(row, PATH)),
        CoreRelocation.of(kind)
            .orElseThrow(
                () -> new CoreException("CO-RE relocation " + kind + " is of no known kind")));
  }

  /** Whether it is about a member, or an element, of a type. */
  boolean isOfField() {
    return isOfField(kind);
  }

  /** {@return whether that kind is about a member, or an element, of a type} */
  public static boolean isOfField(CoreRelocation kind) {
    return switch (kind) {
      case FIELD_BYTE_OFFSET,
          FIELD_BYTE_SIZE,
          FIELD_EXISTS,
          FIELD_SIGNED,
          FIELD_LSHIFT_U64,
          FIELD_RSHIFT_U64 ->
          true;
      case TYPE_ID_LOCAL,
          TYPE_ID_TARGET,
          TYPE_EXISTS,
          TYPE_SIZE,
          TYPE_MATCHES,
          ENUMVAL_EXISTS,
          ENUMVAL_VALUE ->
          false;
    };
  }

  /** Whether it is about a constant of an enumeration. */
  boolean isOfEnumerator() {
    return kind == CoreRelocation.ENUMVAL_EXISTS || kind == CoreRelocation.ENUMVAL_VALUE;
  }
}
