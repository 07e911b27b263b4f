package dev.jbpf.dsl;

import dev.jbpf.isa.Reg;
import java.util.List;

/**
 * What the body of a loop shares with the code around it, whatever form the loop takes: registers,
 * and where on the stack they go if the body is a function of its own.
 *
 * @param offset bytes from r10, a multiple of 8: 8 bytes for each register from there on, both of
 *     this function's stack and, for an address, of the body's
 * @param registers of R6 to R9, each once; they must have a value before the loop
 */
public record LoopRegisters(int offset, List<Reg> registers) {
  /** Nothing but what the body finds in maps. */
  public static final LoopRegisters NOTHING = new LoopRegisters(0, List.of());

  /**
   * What is carried; {@code registers} are copied.
   *
   * @throws IllegalArgumentException if a register is none of R6 to R9, or there twice, or they do
   *     not fit on the stack from {@code offset} on
   */
  public LoopRegisters {
    registers = List.copyOf(registers);
    for (Reg reg : registers) {
      if (reg.compareTo(Reg.R6) < 0 || reg == Reg.R10) {
        throw new IllegalArgumentException(reg.name64() + " is not kept by calls: r6 to r9 are");
      }
    }
    if (registers.stream().distinct().count() < registers.size()) {
      throw new IllegalArgumentException("a register is carried once: " + registers);
    }
    if (offset % Long.BYTES != 0 || offset > -Long.BYTES * registers.size()) {
      throw new IllegalArgumentException(
          "offset is "
              + offset
              + ", must be a multiple of 8 of at most "
              + -Long.BYTES * registers.size());
    }
  }

  /** {@return these registers, on the stack from {@code offset} on, such as -16 for two} */
  public static LoopRegisters at(int offset, Reg... registers) {
    return new LoopRegisters(offset, List.of(registers));
  }

  boolean isNothing() {
    return registers.isEmpty();
  }

  /** {@return where the register of that index goes, from the first} */
  static int place(int index) {
    return index * Long.BYTES;
  }
}
