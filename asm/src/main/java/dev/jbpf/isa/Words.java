package dev.jbpf.isa;

import java.nio.ByteOrder;

/**
 * Slots as numbers: a {@code long} holds the eight bytes of a {@code struct bpf_insn} as a
 * little-endian machine reads them: opcode in bits 0 to 7, dst in 8 to 11, src in 12 to 15, off in
 * 16 to 31, imm in 32 to 63. Big-endian files differ only where bytes are written and read.
 */
public final class Words {
  /** The bytes of a slot. */
  public static final int BYTES = 8;

  static final int DST_SHIFT = 8;
  static final int SRC_SHIFT = 12;
  static final int OFF_SHIFT = 16;
  static final int IMM_SHIFT = 32;
  static final long DST_MASK = 0xfL << DST_SHIFT;
  static final long SRC_MASK = 0xfL << SRC_SHIFT;
  static final long OFF_MASK = 0xffffL << OFF_SHIFT;
  static final long IMM_MASK = 0xffff_ffffL << IMM_SHIFT;

  private Words() {}

  /** {@return the opcode byte, 0 to 255} */
  public static int opcode(long word) {
    return (int) word & 0xff;
  }

  /** {@return the destination field, 0 to 15} */
  public static int dst(long word) {
    return (int) (word >>> DST_SHIFT) & 0xf;
  }

  /** {@return the source field, 0 to 15} */
  public static int src(long word) {
    return (int) (word >>> SRC_SHIFT) & 0xf;
  }

  /** {@return the offset field, signed} */
  public static short off(long word) {
    return (short) (word >>> OFF_SHIFT);
  }

  /** {@return the immediate field, signed} */
  public static int imm(long word) {
    return (int) (word >>> IMM_SHIFT);
  }

  /**
   * {@return the slot of {@code op} with the given operands}
   *
   * <p>Nothing is checked here: callers have. Fields that hold no operand of {@code op} are to be
   * given as 0.
   */
  public static long pack(Op op, int dst, int src, int off, int imm) {
    return op.template()
        | (long) dst << DST_SHIFT
        | (long) src << SRC_SHIFT
        | (off & 0xffffL) << OFF_SHIFT
        | (long) imm << IMM_SHIFT;
  }

  /**
   * {@return operands in their places, without an opcode} What is wider than its field is cut:
   * callers have looked at {@code off} and {@code imm}.
   */
  public static long operands(int dst, int src, int off, long imm) {
    return (long) dst << DST_SHIFT
        | (long) src << SRC_SHIFT
        | (off & 0xffffL) << OFF_SHIFT
        | imm << IMM_SHIFT;
  }

  /** {@return {@code word} with another offset field} */
  public static long withOff(long word, short off) {
    return word & ~OFF_MASK | (off & 0xffffL) << OFF_SHIFT;
  }

  /** {@return {@code word} with another immediate field} */
  public static long withImm(long word, int imm) {
    return word & ~IMM_MASK | (long) imm << IMM_SHIFT;
  }

  /** {@return {@code word}, an instruction {@code from}, as {@code to} on the same operands} */
  public static long withOp(long word, Op from, Op to) {
    return word ^ from.template() ^ to.template();
  }

  /** {@return {@code word} with another destination field} */
  public static long withDst(long word, int dst) {
    return word & ~DST_MASK | (long) dst << DST_SHIFT;
  }

  /** {@return {@code word} with another source field} */
  public static long withSrc(long word, int src) {
    return word & ~SRC_MASK | (long) src << SRC_SHIFT;
  }

  /**
   * {@return the second slot of a wide instruction of {@code op} with the immediate {@code imm}}
   */
  public static long second(Op op, long imm) {
    return (long) op.format().immediate().upper(imm) << IMM_SHIFT;
  }

  /** {@return the immediate operand that the two slots of {@code op} hold} */
  public static long immediate(Op op, long first, long second) {
    return op.format().immediate().join(imm(first), imm(second));
  }

  // Bytes one by one here: a VarHandle would be faster once hot, but takes 10 ms to make.

  /** Writes {@code word} to {@code bytes} at {@code at} as a machine of that order has it. */
  public static void store(long word, byte[] bytes, int at, ByteOrder order) {
    long laid = order == ByteOrder.LITTLE_ENDIAN ? word : swapFields(word);
    for (int i = 0; i < BYTES; i++) {
      bytes[at + i] = (byte) (laid >>> i * Byte.SIZE);
    }
  }

  /** {@return the slot at {@code at}, as a machine of that order wrote it} */
  public static long load(byte[] bytes, int at, ByteOrder order) {
    long laid = 0;
    for (int i = 0; i < BYTES; i++) {
      laid |= (bytes[at + i] & 0xffL) << i * Byte.SIZE;
    }
    return order == ByteOrder.LITTLE_ENDIAN ? laid : swapFields(laid);
  }

  /**
   * {@return {@code word} with the two register fields exchanged, and the bytes of off and of imm
   * reversed: what the bytes of a big-endian machine are, read as those of a little-endian one, and
   * the other way round}
   */
  public static long swapFields(long word) {
    long registers = (word & DST_MASK) << 4 | (word & SRC_MASK) >>> 4;
    long off = Short.reverseBytes(off(word)) & 0xffffL;
    long imm = Integer.reverseBytes(imm(word)) & 0xffff_ffffL;
    return word & 0xff | registers | off << OFF_SHIFT | imm << IMM_SHIFT;
  }
}
