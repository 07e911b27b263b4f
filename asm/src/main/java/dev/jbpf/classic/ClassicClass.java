package dev.jbpf.classic;

/** What an instruction does: the lower three bits of its code, in the order of their numbers. */
enum ClassicClass {
  /** Loads the accumulator A. */
  LOAD,
  /** Loads the index register X. */
  LOAD_INDEX,
  /** Stores A in scratch memory. */
  STORE,
  /** Stores X in scratch memory. */
  STORE_INDEX,
  /** Changes A. */
  ARITHMETIC,
  /** Goes forward. */
  JUMP,
  /** Ends the filter. */
  RETURN,
  /** Moves between A and X. */
  MOVE;

  private static final ClassicClass[] ALL = values();

  /** {@return the class of the instructions of {@code code}} */
  static ClassicClass of(int code) {
    return ALL[code & 7];
  }
}
