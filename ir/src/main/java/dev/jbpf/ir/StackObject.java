package dev.jbpf.ir;

import dev.jbpf.diag.Origin;

/** Bytes of a function's frame. Objects of one name are different ones. */
public final class StackObject {
  /** What an object is called that the rounds of a loop share with what is around it. */
  public static final String ROUNDS = "rounds";

  private final String name;
  private final int size;
  private final int alignment;
  private final Origin origin;

  /**
   * An object.
   *
   * @param name for messages and dumps
   * @param size its bytes, at least 1
   * @param alignment 1, 2, 4 or 8
   * @param origin where the author asks for it
   * @throws IllegalArgumentException if a number is out of range
   */
  public StackObject(String name, int size, int alignment, Origin origin) {
    if (size < 1) {
      throw new IllegalArgumentException(name + " has " + size + " bytes, must have at least 1");
    }
    if (Integer.bitCount(alignment) != 1 || alignment > Long.BYTES) {
      throw new IllegalArgumentException(
          name + " is aligned to " + alignment + ", must be to 1, 2, 4 or 8");
    }
    this.name = name;
    this.size = size;
    this.alignment = alignment;
    this.origin = origin;
  }

  /** {@return its name} */
  public String name() {
    return name;
  }

  /** {@return whether the rounds of a loop share it, and no author has asked for it} */
  public boolean isOfRounds() {
    return name.equals(ROUNDS);
  }

  /** {@return its bytes} */
  public int size() {
    return size;
  }

  /** {@return what its address is a multiple of} */
  public int alignment() {
    return alignment;
  }

  /** {@return where the author asks for it} */
  public Origin origin() {
    return origin;
  }

  @Override
  public String toString() {
    return name + "[" + size + "]";
  }
}
