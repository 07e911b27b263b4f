package dev.jbpf.kernel;

/**
 * A member of a structure of the kernel: where it lies, and how long it is.
 *
 * @param struct the structure's name in the kernel
 * @param name the member's name; with dots where it lies in a structure inside
 * @param offset in bytes from the start of the structure
 * @param size in bytes
 * @param isSigned whether it is a signed number
 */
public record StructField(String struct, String name, int offset, int size, boolean isSigned) {

  /**
   * {@return the member {@code inner} of the structure that this member is}
   *
   * @throws IllegalArgumentException if {@code inner} does not lie inside
   */
  public StructField then(StructField inner) {
    if (inner.offset + inner.size > size) {
      throw new IllegalArgumentException(
          inner + " does not lie in " + this + ", which is " + size + " bytes long");
    }
    return new StructField(
        struct, name + "." + inner.name, offset + inner.offset, inner.size, inner.isSigned);
  }

  @Override
  public String toString() {
    return struct + "." + name;
  }
}
