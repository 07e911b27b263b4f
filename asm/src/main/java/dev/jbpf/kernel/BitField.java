package dev.jbpf.kernel;

/**
 * A bit field of a structure of the kernel.
 *
 * @param struct the structure's name in the kernel
 * @param name the field's name
 * @param offset in bytes from the start of the structure, of the unit that holds it
 * @param size of that unit, in bytes: 1, 2, 4 or 8
 * @param shift how far it is above the lowest bit of the unit
 * @param width in bits
 * @param isSigned whether it is a signed number
 */
public record BitField(
    String struct, String name, int offset, int size, int shift, int width, boolean isSigned) {

  /** {@return the unit that holds it} */
  public StructField unit() {
    return new StructField(struct, name, offset, size, isSigned);
  }

  @Override
  public String toString() {
    return struct + "." + name;
  }
}
