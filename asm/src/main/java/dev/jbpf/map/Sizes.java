package dev.jbpf.map;

/** Checks of sizes in bytes. */
final class Sizes {
  private Sizes() {}

  static void requirePositive(int size) {
    if (size <= 0) {
      throw new IllegalArgumentException("a size of " + size + " bytes, must be at least 1");
    }
  }

  /** {@return {@code at} moved up to a multiple of {@code alignment}, a power of two} */
  static int align(int at, int alignment) {
    return (at + alignment - 1) & -alignment;
  }
}
