package dev.jbpf.isa;

import static dev.jbpf.isa.Field.DST;
import static dev.jbpf.isa.Field.SRC;

import java.util.Set;

/**
 * The operands of an instruction: which fields hold one, in which range, and how they are written
 * behind the mnemonic in the {@code gnu} dialect. A field that holds no operand has a fixed value,
 * zero unless the row in {@link Op} says otherwise.
 *
 * <p>Operand texts use the placeholders of {@link Template}.
 */
public enum Format {
  ALU_IMM("{dst}, {imm}", Set.of(DST), Offset.FIXED, Immediate.S32),
  ALU_REG("{dst}, {src}", Set.of(DST, SRC), Offset.FIXED, Immediate.FIXED),
  ALU_UNARY("{dst}", Set.of(DST), Offset.FIXED, Immediate.FIXED),
  ADDRESS_CAST("{dst}, {src}, {hi16}, {lo16}", Set.of(DST, SRC), Offset.FIXED, Immediate.U16_PAIR),

  JUMP_IMM("{dst}, {imm}, {target}", Set.of(DST), Offset.SLOTS, Immediate.S32),
  JUMP_REG("{dst}, {src}, {target}", Set.of(DST, SRC), Offset.SLOTS, Immediate.FIXED),
  JUMP("{target}", Set.of(), Offset.SLOTS, Immediate.FIXED),
  JUMP_ADDRESS("{dst}", Set.of(DST), Offset.FIXED, Immediate.FIXED),
  JUMP_LONG("{target}", Set.of(), Offset.FIXED, Immediate.SLOTS),
  HELPER_ID("{imm}", Set.of(), Offset.FIXED, Immediate.S32),
  CALL_TARGET("local {target}", Set.of(), Offset.FIXED, Immediate.SLOTS),
  KFUNC_ID("kfunc {imm}, {index}", Set.of(), Offset.INDEX, Immediate.S32),
  CALL_ADDRESS("{dst}", Set.of(DST), Offset.FIXED, Immediate.FIXED),
  NO_OPERANDS("", Set.of(), Offset.FIXED, Immediate.FIXED),

  LOAD("{dst}, [{src}{off}]", Set.of(DST, SRC), Offset.BYTES, Immediate.FIXED),
  STORE_IMM("[{dst}{off}], {imm}", Set.of(DST), Offset.BYTES, Immediate.S32),
  STORE_REG("[{dst}{off}], {src}", Set.of(DST, SRC), Offset.BYTES, Immediate.FIXED),
  ATOMIC("[{dst}{off}], {src}", Set.of(DST, SRC), Offset.BYTES, Immediate.FIXED),
  PACKET_ABS("{imm}", Set.of(), Offset.FIXED, Immediate.S32),
  PACKET_IND("{src}, {imm}", Set.of(SRC), Offset.FIXED, Immediate.S32),

  WIDE_IMM("{dst}, {imm}", Set.of(DST), Offset.FIXED, Immediate.S64),
  WIDE_MAP("{dst}, {lo32}", Set.of(DST), Offset.FIXED, Immediate.LOW32),
  WIDE_PAIR("{dst}, {lo32}, {hi32}", Set.of(DST), Offset.FIXED, Immediate.PAIR32),
  WIDE_TARGET("{dst}, {target}", Set.of(DST), Offset.FIXED, Immediate.LOW32_SLOTS);

  /**
   * A bit of a slot that no operand has: of operands that a look at the fixed fields is not enough
   * for.
   */
  static final long SECOND_LOOK = 1;

  private static final long OPCODE = 0xff;

  private final String gnuOperands;
  private final boolean dst;
  private final boolean src;
  private final Offset offset;
  private final Immediate immediate;
  private final int slots;
  private final long fixedBits;
  private final int maxDst;
  private final int maxSrc;

  Format(String gnuOperands, Set<Field> registers, Offset offset, Immediate immediate) {
    this.gnuOperands = gnuOperands;
    this.dst = registers.contains(DST);
    this.src = registers.contains(SRC);
    this.offset = offset;
    this.immediate = immediate;
    this.slots = immediate.isWide() ? 2 : 1;
    this.maxDst = dst ? Reg.COUNT - 1 : 0;
    this.maxSrc = src ? Reg.COUNT - 1 : 0;
    this.fixedBits =
        OPCODE
            | (dst ? 0 : Words.DST_MASK)
            | (src ? 0 : Words.SRC_MASK)
            | (offset != Offset.FIXED ? 0 : Words.OFF_MASK)
            | (immediate != Immediate.FIXED ? 0 : Words.IMM_MASK);
  }

  /** {@return the bits of a slot that hold no operand} */
  long fixedBits() {
    return fixedBits;
  }

  /**
   * {@return the bits that operands must not have, with {@link #SECOND_LOOK} where they say little}
   */
  long refused() {
    boolean isSimple = slots == 1 && offset != Offset.INDEX && immediate != Immediate.U16_PAIR;
    return fixedBits & ~OPCODE | (isSimple ? 0 : SECOND_LOOK);
  }

  /** {@return the largest number in the destination field} */
  int maxDst() {
    return maxDst;
  }

  /** {@return the largest number in the source field, where it is an operand} */
  int maxSrc() {
    return maxSrc;
  }

  /** {@return how the operands are written in the {@code gnu} dialect, a {@link Template} text} */
  public String gnuOperands() {
    return gnuOperands;
  }

  /** {@return whether {@code field} holds an operand} */
  public boolean has(Field field) {
    return switch (field) {
      case DST -> dst;
      case SRC -> src;
      case OFF -> offset != Offset.FIXED;
      case IMM -> immediate != Immediate.FIXED;
    };
  }

  /** {@return what the offset field holds} */
  public Offset offset() {
    return offset;
  }

  /** {@return what the immediate holds} */
  public Immediate immediate() {
    return immediate;
  }

  /** {@return whether one operand is a place in the program, in {@code off} or in {@code imm}} */
  public boolean hasTarget() {
    return offset == Offset.SLOTS || immediate.isTarget();
  }

  /** {@return how many slots the instruction takes, 1 or 2} */
  public int slots() {
    return slots;
  }
}
