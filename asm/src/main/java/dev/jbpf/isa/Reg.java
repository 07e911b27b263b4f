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

  /** {@return the question whether this equals {@code other}} */
  public Condition.Compare eq(int other) {
    return new Condition.Compare(Op.JEQ_IMM, this, R0, other);
  }

  /** {@return the question whether this equals {@code other}} */
  public Condition.Compare eq(Reg other) {
    return new Condition.Compare(Op.JEQ_REG, this, other, 0);
  }

  /** {@return the question whether this differs from {@code other}} */
  public Condition.Compare ne(int other) {
    return new Condition.Compare(Op.JNE_IMM, this, R0, other);
  }

  /** {@return the question whether this differs from {@code other}} */
  public Condition.Compare ne(Reg other) {
    return new Condition.Compare(Op.JNE_REG, this, other, 0);
  }

  /** {@return the question whether this is above {@code other}} */
  public Condition.Compare gt(int other) {
    return new Condition.Compare(Op.JGT_IMM, this, R0, other);
  }

  /** {@return the question whether this is above {@code other}} */
  public Condition.Compare gt(Reg other) {
    return new Condition.Compare(Op.JGT_REG, this, other, 0);
  }

  /** {@return the question whether this is at least {@code other}} */
  public Condition.Compare ge(int other) {
    return new Condition.Compare(Op.JGE_IMM, this, R0, other);
  }

  /** {@return the question whether this is at least {@code other}} */
  public Condition.Compare ge(Reg other) {
    return new Condition.Compare(Op.JGE_REG, this, other, 0);
  }

  /** {@return the question whether this is below {@code other}} */
  public Condition.Compare lt(int other) {
    return new Condition.Compare(Op.JLT_IMM, this, R0, other);
  }

  /** {@return the question whether this is below {@code other}} */
  public Condition.Compare lt(Reg other) {
    return new Condition.Compare(Op.JLT_REG, this, other, 0);
  }

  /** {@return the question whether this is at most {@code other}} */
  public Condition.Compare le(int other) {
    return new Condition.Compare(Op.JLE_IMM, this, R0, other);
  }

  /** {@return the question whether this is at most {@code other}} */
  public Condition.Compare le(Reg other) {
    return new Condition.Compare(Op.JLE_REG, this, other, 0);
  }

  /** {@return the question whether this is above {@code other}, both signed} */
  public Condition.Compare sgt(int other) {
    return new Condition.Compare(Op.JSGT_IMM, this, R0, other);
  }

  /** {@return the question whether this is above {@code other}, both signed} */
  public Condition.Compare sgt(Reg other) {
    return new Condition.Compare(Op.JSGT_REG, this, other, 0);
  }

  /** {@return the question whether this is at least {@code other}, both signed} */
  public Condition.Compare sge(int other) {
    return new Condition.Compare(Op.JSGE_IMM, this, R0, other);
  }

  /** {@return the question whether this is at least {@code other}, both signed} */
  public Condition.Compare sge(Reg other) {
    return new Condition.Compare(Op.JSGE_REG, this, other, 0);
  }

  /** {@return the question whether this is below {@code other}, both signed} */
  public Condition.Compare slt(int other) {
    return new Condition.Compare(Op.JSLT_IMM, this, R0, other);
  }

  /** {@return the question whether this is below {@code other}, both signed} */
  public Condition.Compare slt(Reg other) {
    return new Condition.Compare(Op.JSLT_REG, this, other, 0);
  }

  /** {@return the question whether this is at most {@code other}, both signed} */
  public Condition.Compare sle(int other) {
    return new Condition.Compare(Op.JSLE_IMM, this, R0, other);
  }

  /** {@return the question whether this is at most {@code other}, both signed} */
  public Condition.Compare sle(Reg other) {
    return new Condition.Compare(Op.JSLE_REG, this, other, 0);
  }

  /** {@return the question whether this has a bit that is set in {@code mask}} */
  public Condition.Compare hasAny(int mask) {
    return new Condition.Compare(Op.JSET_IMM, this, R0, mask);
  }

  /** {@return the question whether this has a bit that is set in {@code mask}} */
  public Condition.Compare hasAny(Reg mask) {
    return new Condition.Compare(Op.JSET_REG, this, mask, 0);
  }
}
