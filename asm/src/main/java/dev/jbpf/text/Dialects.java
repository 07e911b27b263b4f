package dev.jbpf.text;

/** The dialects of statements, as sets of bits. */
final class Dialects {
  static final int LLVM = 1 << 1;
  static final int GNU = 1 << 2;
  static final int MACRO = 1 << 3;

  /** All that statements can be in. */
  static final int ALL = -1;

  private Dialects() {}

  /** {@return the name of the only dialect of a set} */
  static String name(int dialect) {
    return switch (dialect) {
      case LLVM -> "llvm";
      case GNU -> "gnu";
      case MACRO -> "macro";
      default -> "classic";
    };
  }
}
