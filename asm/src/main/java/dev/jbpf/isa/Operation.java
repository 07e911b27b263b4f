package dev.jbpf.isa;

/**
 * What an instruction does, whatever the width that it does it in ({@link Op#width}) and wherever
 * its operand comes from ({@link Op#format}).
 *
 * <p>Source: RFC 9669, sections 4 and 5.
 */
public enum Operation {
  ADD(Kind.ALU),
  SUB(Kind.ALU),
  MUL(Kind.ALU),
  /** Unsigned; by zero it is zero. */
  DIV(Kind.ALU),
  /** Signed, towards zero; by zero it is zero. */
  SDIV(Kind.ALU),
  /** Unsigned; by zero it leaves the destination. */
  MOD(Kind.ALU),
  /** Signed, with the sign of the dividend; by zero it leaves the destination. */
  SMOD(Kind.ALU),
  OR(Kind.ALU),
  AND(Kind.ALU),
  XOR(Kind.ALU),
  /** To the left, by the operand modulo the width. */
  LSH(Kind.ALU),
  /** To the right with zeros, by the operand modulo the width. */
  RSH(Kind.ALU),
  /** To the right with the sign, by the operand modulo the width. */
  ARSH(Kind.ALU),
  NEGATE(Kind.UNARY),
  MOV(Kind.MOVE),
  /** The lower 8 bits with their sign. */
  SX8(Kind.MOVE),
  /** The lower 16 bits with their sign. */
  SX16(Kind.MOVE),
  /** The lower 32 bits with their sign. */
  SX32(Kind.MOVE),
  /** An address of another address space. */
  CAST(Kind.MOVE),
  /** The lower bits, the width's, in little-endian order; the others become zero. */
  TO_LE(Kind.UNARY),
  /** The lower bits, the width's, in big-endian order; the others become zero. */
  TO_BE(Kind.UNARY),
  /** The lower bits, the width's, with their bytes reversed; the others become zero. */
  SWAP(Kind.UNARY),

  EQ(Kind.CONDITION),
  NE(Kind.CONDITION),
  /** Unsigned. */
  GT(Kind.CONDITION),
  /** Unsigned. */
  GE(Kind.CONDITION),
  /** Unsigned. */
  LT(Kind.CONDITION),
  /** Unsigned. */
  LE(Kind.CONDITION),
  SGT(Kind.CONDITION),
  SGE(Kind.CONDITION),
  SLT(Kind.CONDITION),
  SLE(Kind.CONDITION),
  /** Any bit of the operand is set in the destination. */
  SET(Kind.CONDITION),

  /** To the target, always. */
  ALWAYS(Kind.JUMP),
  /** To the target, or on: the kernel decides, so that no loop is endless. */
  MAYBE(Kind.JUMP),
  /** To the target, or on: whichever somebody switched it to, at first to the target. */
  SWITCHED(Kind.JUMP),
  /** To the instruction of the program that the destination is the address of. */
  INDIRECT(Kind.JUMP),
  CALL_HELPER(Kind.CALL),
  CALL_SUBPROGRAM(Kind.CALL),
  CALL_KERNEL(Kind.CALL),
  CALL_POINTER(Kind.CALL),
  RETURN(Kind.RETURN),

  /** The upper bits become zero. */
  READ(Kind.LOAD),
  /** The upper bits become the sign. */
  READ_SIGNED(Kind.LOAD),
  /** The upper bits become zero; nothing behind it moves before it. */
  READ_ACQUIRE(Kind.LOAD),
  WRITE(Kind.STORE),
  /** Nothing before it moves behind it. */
  WRITE_RELEASE(Kind.STORE),
  ATOMIC_ADD(Kind.ATOMIC),
  ATOMIC_OR(Kind.ATOMIC),
  ATOMIC_AND(Kind.ATOMIC),
  ATOMIC_XOR(Kind.ATOMIC),
  /** The old value goes to the source register, here and in the next four. */
  FETCH_ADD(Kind.ATOMIC),
  FETCH_OR(Kind.ATOMIC),
  FETCH_AND(Kind.ATOMIC),
  FETCH_XOR(Kind.ATOMIC),
  EXCHANGE(Kind.ATOMIC),
  /** Stores the source register where memory holds r0; the old value goes to r0. */
  COMPARE_EXCHANGE(Kind.ATOMIC),
  /** From the packet, in network byte order, to r0. */
  READ_PACKET(Kind.PACKET),

  /** The number itself. */
  CONSTANT(Kind.CONSTANT),
  /** The address of a map. */
  MAP(Kind.CONSTANT),
  /** An address in the only value of a map. */
  MAP_CONTENT(Kind.CONSTANT),
  /** The address of a variable of the kernel, by its BTF number. */
  KERNEL_VARIABLE(Kind.CONSTANT),
  /** The address of a subprogram. */
  SUBPROGRAM(Kind.CONSTANT);

  /** What operations have in common: the operands that they read and write. */
  public enum Kind {
    /** {@code dst = dst op operand}. */
    ALU,
    /** {@code dst = op operand}. */
    MOVE,
    /** {@code dst = op dst}. */
    UNARY,
    /** On to the target if {@code dst op operand}. */
    CONDITION,
    /** On to the target. */
    JUMP,
    /** Takes r1 to r5, gives r0; r1 to r5 are lost. */
    CALL,
    /** Out of the function, with r0. */
    RETURN,
    /** {@code dst = memory at src + off}. */
    LOAD,
    /** {@code memory at dst + off = operand}. */
    STORE,
    /** {@code memory at dst + off = memory op src}, as one step. */
    ATOMIC,
    /** r0 from the packet of the context in r6; r1 to r5 are lost. */
    PACKET,
    /** {@code dst = what the immediate stands for}. */
    CONSTANT
  }

  private final Kind kind;

  Operation(Kind kind) {
    this.kind = kind;
  }

  /** {@return what it has in common with others} */
  public Kind kind() {
    return kind;
  }

  /**
   * {@return the condition that holds exactly when this one does not; itself for what is no
   * condition, and for {@link #SET}, which has none}
   */
  public Operation opposite() {
    return switch (this) {
      case EQ -> NE;
      case NE -> EQ;
      case GT -> LE;
      case LE -> GT;
      case GE -> LT;
      case LT -> GE;
      case SGT -> SLE;
      case SLE -> SGT;
      case SGE -> SLT;
      case SLT -> SGE;
      default -> this;
    };
  }

  /**
   * {@return the condition that holds with the two operands exchanged; itself for what is no
   * condition}
   */
  public Operation exchanged() {
    return switch (this) {
      case GT -> LT;
      case LT -> GT;
      case GE -> LE;
      case LE -> GE;
      case SGT -> SLT;
      case SLT -> SGT;
      case SGE -> SLE;
      case SLE -> SGE;
      default -> this;
    };
  }

  /** {@return whether it takes its operands, or what it reads, as signed numbers} */
  public boolean isSigned() {
    return switch (this) {
      case SDIV, SMOD, ARSH, SX8, SX16, SX32, SGT, SGE, SLT, SLE, READ_SIGNED -> true;
      default -> false;
    };
  }

  /** {@return whether it is an atomic that gives the old value of memory} */
  public boolean fetches() {
    return switch (this) {
      case FETCH_ADD, FETCH_OR, FETCH_AND, FETCH_XOR, EXCHANGE, COMPARE_EXCHANGE -> true;
      default -> false;
    };
  }

  /**
   * {@return the number whose bits an instruction that extends a sign looks at: 8, 16 or 32}
   *
   * @throws IllegalStateException if it extends none
   */
  public int extendedBits() {
    return switch (this) {
      case SX8 -> Byte.SIZE;
      case SX16 -> Short.SIZE;
      case SX32 -> Integer.SIZE;
      default -> throw new IllegalStateException(this + " extends no sign");
    };
  }
}
