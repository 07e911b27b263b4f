package dev.jbpf.code;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Offset;
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
    check(op, Field.DST, dst.number());
    check(op, Field.SRC, src.number());
    checkOff(op, off);
    checkImm(op, imm);
  }

  /**
   * {@return the instruction with these operands; those that {@code op} does not have are to be R0
   * and 0}
   *
   * @throws InvalidFieldException if a value is out of the field's range for {@code op}
   */
  public static Insn of(Op op, Reg dst, Reg src, int off, long imm) {
    Format format = op.format();
    requireNoOperand(op, format, Field.DST, dst.number());
    requireNoOperand(op, format, Field.SRC, src.number());
    requireNoOperand(op, format, Field.OFF, off);
    requireNoOperand(op, format, Field.IMM, imm);
    checkOff(op, format.has(Field.OFF) ? off : op.fixed(Field.OFF));
    return new Insn(
        op,
        dst,
        format.has(Field.SRC) ? src : Reg.of(op.fixed(Field.SRC)),
        (short) (format.has(Field.OFF) ? off : op.fixed(Field.OFF)),
        format.has(Field.IMM) ? imm : op.fixed(Field.IMM));
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

  private static void check(Op op, Field field, int value) {
    if (!op.format().has(field) && value != op.fixed(field)) {
      throw wrong(op, field, value, op.fixed(field), op.fixed(field));
    }
  }

  private static void checkOff(Op op, int off) {
    Offset range = op.format().offset();
    int fixed = op.fixed(Field.OFF);
    boolean isFixed = range == Offset.FIXED;
    if (isFixed ? off != fixed : off < range.min() || off > range.max()) {
      throw wrong(op, Field.OFF, off, isFixed ? fixed : range.min(), isFixed ? fixed : range.max());
    }
  }

  private static void checkImm(Op op, long imm) {
    Immediate range = op.format().immediate();
    int fixed = op.fixed(Field.IMM);
    boolean isFixed = range == Immediate.FIXED;
    if (isFixed ? imm != fixed : imm < range.min() || imm > range.max()) {
      throw wrong(op, Field.IMM, imm, isFixed ? fixed : range.min(), isFixed ? fixed : range.max());
    }
  }

  private static void requireNoOperand(Op op, Format format, Field field, long value) {
    if (!format.has(field) && value != 0) {
      throw wrong(op, field, value, 0, 0);
    }
  }

  private static InvalidFieldException wrong(Op op, Field field, long value, long min, long max) {
    return new InvalidFieldException(op.mnemonic(), field.toString(), value, min, max);
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
