package dev.jbpf.text.grammar;

/** The dialects of statements, as sets of bits. */
public final class Dialects {
  public static final int LLVM = 1 << 1;
  public static final int GNU = 1 << 2;
  static final int MACRO = 1 << 3;

  /** All that statements can be in. */
  public static final int ALL = -1;

  private Dialects() {}

  /** {@return the name of the only dialect of a set} */
  public static String name(int dialect) {
    return switch (dialect) {
      case LLVM -> "llvm";
      case GNU -> "gnu";
      case MACRO -> "macro";
      default -> "classic";
    };
  }
}
