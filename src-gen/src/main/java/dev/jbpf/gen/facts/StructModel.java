package dev.jbpf.gen.facts;

import java.util.List;

/**
 * A structure as it is written in Java: anonymous structures inside are taken apart.
 *
 * @param name in the kernel
 * @param size in bytes
 * @param fields in the order of their declaration
 */
public record StructModel(String name, long size, List<Field> fields) {

  /**
   * A member.
   *
   * @param name in the kernel
   * @param type as C writes it
   * @param typeId its id in BTF
   * @param bitOffset from the start of the structure
   * @param size in bytes; of a bit field, of its type
   * @param bits of a bit field; 0 of others
   * @param isSigned whether it is a signed number
   */
  public record Field(
      String name, String type, int typeId, long bitOffset, long size, int bits, boolean isSigned) {

    public boolean isBitField() {
      return bits != 0;
    }
  }
}
