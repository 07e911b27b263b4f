package dev.jbpf.dsl;

/**
 * What is known of the registers at a place, as sets of bits.
 *
 * @param known those that have a value on some way here
 * @param lost those that a call has taken the value of, on some way here
 * @param nullable those that on every way here hold an address that may be null
 */
record FlowState(int known, int lost, int nullable) {
  private static final int MAIN = 1 << 1 | 1 << 10;
  private static final int SUBPROGRAM = 0b11_1110 | 1 << 10;

  /** At the start of the program the context is in R1. */
  static FlowState main() {
    return new FlowState(MAIN, 0, 0);
  }

  /** At the start of a subprogram its arguments, however many, are in R1 to R5. */
  static FlowState subprogram() {
    return new FlowState(SUBPROGRAM, 0, 0);
  }

  FlowState merge(FlowState other) {
    return new FlowState(known | other.known, lost | other.lost, nullable & other.nullable);
  }

  /** {@return the state after an instruction; what it gives a value is not nullable} */
  FlowState after(Effects effects) {
    int touched = effects.writes() | effects.loses();
    return new FlowState(
        effects.after(known), (lost | effects.loses()) & ~effects.writes(), nullable & ~touched);
  }

  FlowState withNullable(int registers) {
    return new FlowState(known, lost, nullable | registers);
  }

  FlowState withoutNullable(int registers) {
    return new FlowState(known, lost, nullable & ~registers);
  }
}
