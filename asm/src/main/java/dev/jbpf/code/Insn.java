package dev.jbpf.code;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;

/**
 * An instruction with the values of its fields, valid by construction.
 *
 * <p>A field that holds no operand of {@code op} has the value that belongs to it: {@code off} is 1
 * for {@code sdiv}, {@code src} is R1 for a local call, and zero elsewhere. {@link #of} fills those
 * in.
 *
 * @param op the instruction
 * @param dst destination register
 * @param src source register
 * @param off in bytes for memory, in slots for jumps
 * @param imm 32 bits, sign-extended; 64 bits for {@code lddw} only
 */
public record Insn(Op op, Reg dst, Reg src, short off, long imm) implements CodeElement {

  /**
   * An instruction of exactly these fields.
   *
   * @throws InvalidFieldException if a value is out of the field's range for {@code op}, or differs
   *     from the one that belongs to {@code op}
   */
  public Insn {
    long fixed = op.template();
    boolean isFast =
        imm == (int) imm
            && op.isWhole(
                Words.operands(dst.number(), src.number(), off, imm) ^ fixed - Words.opcode(fixed));
    if (!isFast
        && !op.accepts(
            dst.number() - Words.dst(fixed),
            src.number() - Words.src(fixed),
            off - Words.off(fixed),
            imm - Words.imm(fixed))) {
      throw wrongField(op, dst, src, off, imm);
    }
  }

  /**
   * {@return the instruction with these operands; those that {@code op} does not have are to be R0
   * and 0}
   *
   * @throws InvalidFieldException if a value is out of the field's range for {@code op}
   */
  public static Insn of(Op op, Reg dst, Reg src, int off, long imm) {
    long operands = Words.operands(dst.number(), src.number(), off, imm);
    boolean isFast = op.isWhole(operands) && off == (short) off && imm == (int) imm;
    if (!isFast && !op.accepts(dst.number(), src.number(), off, imm)) {
      throw wrongOperand(op, dst, src, off, imm);
    }
    // A field holds an operand, or the value that belongs to it: the other of the two is zero.
    long fixed = op.template();
    int marked = src.number() | Words.src(fixed);
    return new Insn(
        op,
        dst,
        marked == src.number() ? src : Reg.of(marked),
        (short) (off | Words.off(fixed)),
        imm | Words.imm(fixed));
  }

  /** {@return the instruction that {@code first}, and {@code second} if it is wide, encode} */
  static Insn decode(Op op, long first, long second) {
    return new Insn(
        op,
        Reg.of(Words.dst(first)),
        Reg.of(Words.src(first)),
        Words.off(first),
        Words.immediate(op, first, second));
  }

  private static InvalidFieldException wrongField(Op op, Reg dst, Reg src, int off, long imm) {
    return firstWrong(
        op,
        field(op, Field.DST, dst.number(), op.fixed(Field.DST)),
        field(op, Field.SRC, src.number(), op.fixed(Field.SRC)),
        field(op, Field.OFF, off, op.fixed(Field.OFF)),
        field(op, Field.IMM, imm, op.fixed(Field.IMM)));
  }

  private static InvalidFieldException wrongOperand(Op op, Reg dst, Reg src, int off, long imm) {
    return firstWrong(
        op,
        field(op, Field.DST, dst.number(), 0),
        field(op, Field.SRC, src.number(), 0),
        field(op, Field.OFF, off, 0),
        field(op, Field.IMM, imm, 0));
  }

  /** A field's value and the values that it can have: what it is without an operand, or a range. */
  private record Bounds(Field field, long value, long min, long max) {}

  private static Bounds field(Op op, Field field, long value, long without) {
    Format format = op.format();
    if (!format.has(field)) {
      return new Bounds(field, value, without, without);
    }
    return switch (field) {
      case DST, SRC -> new Bounds(field, value, 0, Reg.COUNT - 1);
      case OFF -> new Bounds(field, value, format.offset().min(), format.offset().max());
      case IMM -> new Bounds(field, value, format.immediate().min(), format.immediate().max());
    };
  }

  private static InvalidFieldException firstWrong(Op op, Bounds... fields) {
    for (Bounds f : fields) {
      if (f.value() < f.min() || f.value() > f.max()) {
        return new InvalidFieldException(
            op.mnemonic(), f.field().toString(), f.value(), f.min(), f.max());
      }
    }
    throw new AssertionError(op + " refuses fields in range");
  }

  /** {@return its first slot, as {@link Words} lays it out} */
  public long word() {
    // The fixed fields are in the record as they are in the template, so that OR changes nothing.
    return Words.pack(op, dst.number(), src.number(), off, (int) imm);
  }

  /** {@return its second slot; zero for an instruction of one} */
  public long secondWord() {
    return Words.second(op, imm);
  }

  /** {@return how many slots it takes, 1 or 2} */
  public int slots() {
    return op.slots();
  }
}
