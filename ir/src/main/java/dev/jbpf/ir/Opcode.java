package dev.jbpf.ir;

import dev.jbpf.isa.Operation;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes a value: one row for each kind of instruction of the IR. A row names the operation of
 * the machine that does it, where there is one.
 */
public enum Opcode {
  /** The number {@link Value#immediate}. */
  CONSTANT(Kind.LEAF),
  /** A parameter of a block; those of the first block are the function's. */
  PARAMETER(Kind.LEAF),
  /** The address of a {@link StackObject}, and {@link Value#immediate} bytes on. */
  STACK(Kind.LEAF),
  /** The address of a map. */
  MAP(Kind.LEAF),
  /** The address of byte {@link Value#immediate} of the only value of a map. */
  MAP_VALUE(Kind.LEAF),
  /**
   * How many bytes behind the start of a structure of the kernel a member is: {@link
   * Value#immediate} as the program declares it, another number where the program is loaded.
   */
  MEMBER_OFFSET(Kind.LEAF),
  /** The address of a variable of the kernel. */
  KERNEL_VARIABLE(Kind.LEAF),
  /** The address of a function of the module. */
  FUNCTION(Kind.LEAF),

  ADD(Kind.BINARY, Operation.ADD),
  SUB(Kind.BINARY, Operation.SUB),
  MUL(Kind.BINARY, Operation.MUL),
  /** Unsigned; by zero it is zero. */
  DIV(Kind.BINARY, Operation.DIV),
  /** Signed; by zero it is zero. */
  SDIV(Kind.BINARY, Operation.SDIV),
  /** Unsigned; by zero it is the dividend. */
  MOD(Kind.BINARY, Operation.MOD),
  /** Signed; by zero it is the dividend. */
  SMOD(Kind.BINARY, Operation.SMOD),
  OR(Kind.BINARY, Operation.OR),
  AND(Kind.BINARY, Operation.AND),
  XOR(Kind.BINARY, Operation.XOR),
  /** By the second modulo the width, as the next two. */
  SHL(Kind.BINARY, Operation.LSH),
  SHR(Kind.BINARY, Operation.RSH),
  SAR(Kind.BINARY, Operation.ARSH),

  NEGATE(Kind.UNARY, Operation.NEGATE),
  /** The lower {@link Value#immediate} bits, zeros above. */
  ZERO_EXTEND(Kind.UNARY),
  /** The lower {@link Value#immediate} bits, their sign above. */
  SIGN_EXTEND(Kind.UNARY),
  /** The lower {@link Value#immediate} bits with their bytes reversed, zeros above. */
  SWAP(Kind.UNARY, Operation.SWAP),
  /** The lower {@link Value#immediate} bits in little-endian order, zeros above. */
  TO_LE(Kind.UNARY, Operation.TO_LE),
  /** The lower {@link Value#immediate} bits in big-endian order, zeros above. */
  TO_BE(Kind.UNARY, Operation.TO_BE),
  /** The same bits as another type of the same width. */
  RETYPE(Kind.UNARY),
  /** The same, in a register of its own. */
  COPY(Kind.UNARY, Operation.MOV),

  EQ(Kind.COMPARE, Operation.EQ),
  NE(Kind.COMPARE, Operation.NE),
  GT(Kind.COMPARE, Operation.GT),
  GE(Kind.COMPARE, Operation.GE),
  LT(Kind.COMPARE, Operation.LT),
  LE(Kind.COMPARE, Operation.LE),
  SGT(Kind.COMPARE, Operation.SGT),
  SGE(Kind.COMPARE, Operation.SGE),
  SLT(Kind.COMPARE, Operation.SLT),
  SLE(Kind.COMPARE, Operation.SLE),
  /** Whether both have a bit in common. */
  SET(Kind.COMPARE, Operation.SET),

  /** The second if the first is not zero, the third if it is. */
  SELECT(Kind.OTHER),
  /** An address, so many bytes on: address, number of 64 bits. */
  OFFSET(Kind.OTHER),
  /** From the second address to the first, in bytes. */
  DISTANCE(Kind.OTHER),

  /** What is {@link Value#immediate} bytes behind the address, in the bits of the type. */
  LOAD(Kind.LOAD, Operation.READ),
  /** The same, and nothing behind it moves before it. */
  LOAD_ACQUIRE(Kind.LOAD, Operation.READ_ACQUIRE),
  /** From the packet of the context, in network byte order; leaves the program beyond its end. */
  READ_PACKET(Kind.LOAD, Operation.READ_PACKET),
  /** Writes the second to what is {@link Value#immediate} bytes behind the first. */
  STORE(Kind.STORE, Operation.WRITE),
  /** The same, and nothing before it moves behind it. */
  STORE_RELEASE(Kind.STORE, Operation.WRITE_RELEASE),

  FETCH_ADD(Kind.ATOMIC, Operation.FETCH_ADD),
  FETCH_OR(Kind.ATOMIC, Operation.FETCH_OR),
  FETCH_AND(Kind.ATOMIC, Operation.FETCH_AND),
  FETCH_XOR(Kind.ATOMIC, Operation.FETCH_XOR),
  EXCHANGE(Kind.ATOMIC, Operation.EXCHANGE),
  /** Stores the third where memory holds the second. */
  COMPARE_EXCHANGE(Kind.ATOMIC, Operation.COMPARE_EXCHANGE),

  /** Calls a helper. */
  CALL_HELPER(Kind.CALL, Operation.CALL_HELPER),
  /** Calls a function of the kernel. */
  CALL_KERNEL(Kind.CALL, Operation.CALL_KERNEL),
  /** Calls a function of the module. */
  CALL(Kind.CALL, Operation.CALL_SUBPROGRAM);

  /** What rows have in common. */
  public enum Kind {
    /** No operands, no effect. */
    LEAF,
    /** Two numbers of the width of the result. */
    BINARY,
    /** One number. */
    UNARY,
    /** Two values of one width, the result is yes or no. */
    COMPARE,
    OTHER,
    /** An address. */
    LOAD,
    /** An address and a value, no result. */
    STORE,
    /** An address and values; the result is what was there. */
    ATOMIC,
    /** Up to five values. */
    CALL
  }

  private final Kind kind;
  private final Optional<Operation> operation;
  private final String text = name().toLowerCase(Locale.ROOT);

  Opcode(Kind kind) {
    this.kind = kind;
    this.operation = Optional.empty();
  }

  Opcode(Kind kind, Operation operation) {
    this.kind = kind;
    this.operation = Optional.of(operation);
  }

  /** {@return what it has in common with others} */
  public Kind kind() {
    return kind;
  }

  /**
   * {@return the operation of the machine}
   *
   * @throws java.util.NoSuchElementException if it is not one
   */
  public Operation machine() {
    return operation.orElseThrow();
  }

  /**
   * {@return the row that does the same with numbers that have a sign; itself where that is one}
   */
  public Opcode signed() {
    return switch (this) {
      case DIV -> SDIV;
      case MOD -> SMOD;
      case SHR -> SAR;
      case GT -> SGT;
      case GE -> SGE;
      case LT -> SLT;
      case LE -> SLE;
      default -> this;
    };
  }

  /**
   * {@return whether nothing but its result tells that it was done: it may be left out, or shared}
   */
  public boolean isPure() {
    return switch (kind) {
      case LEAF, BINARY, UNARY, COMPARE, OTHER -> true;
      case LOAD, STORE, ATOMIC, CALL -> false;
    };
  }

  /** {@return whether it may be left out where nobody wants its result} */
  public boolean isRemovable() {
    return isPure() || this == LOAD;
  }

  /** {@return whether its two operands may change places} */
  public boolean isCommutative() {
    return switch (this) {
      case ADD, MUL, OR, AND, XOR, EQ, NE, SET -> true;
      default -> false;
    };
  }

  /** {@return whether it is a comparison} */
  public boolean isCompare() {
    return kind == Kind.COMPARE;
  }

  /** {@return its name in dumps} */
  @Override
  public String toString() {
    return text;
  }
}
