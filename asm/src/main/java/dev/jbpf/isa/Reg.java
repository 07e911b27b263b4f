package dev.jbpf.isa;

/**
 * A register of the eBPF machine, 64 bits wide. {@link #R10} is the read-only frame pointer.
 *
 * <p>The encoding has four bits for a register; numbers 11 to 15 are not registers, and a word that
 * holds one decodes to raw data.
 */
public enum Reg {
  R0,
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  R10;

  private static final Reg[] ALL = values();

  /** The number of registers. */
  public static final int COUNT = ALL.length;

  private final String name64 = "r" + ordinal();
  private final String name32 = "w" + ordinal();

  /** {@return the register's number in an instruction, 0 to 10} */
  public int number() {
    return ordinal();
  }

  /** {@return the name of the whole register, such as {@code r3}} */
  public String name64() {
    return name64;
  }

  /** {@return the name of the register's lower 32 bits, such as {@code w3}} */
  public String name32() {
    return name32;
  }

  /**
   * {@return the register of that number}
   *
   * @throws InvalidFieldException if {@code number} is not 0 to 10
   */
  public static Reg of(int number) {
    if (!exists(number)) {
      throw new InvalidFieldException("register", number, 0, COUNT - 1);
    }
    return ALL[number];
  }

  /** {@return whether there is a register of that number} */
  public static boolean exists(int number) {
    return number >= 0 && number < COUNT;
  }
}
