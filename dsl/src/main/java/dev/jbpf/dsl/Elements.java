package dev.jbpf.dsl;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.RawWord;
import dev.jbpf.dsl.internal.ElementParts;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the facade's generated methods make their elements with. */
final class Elements {
  private static final int MAX_BYTE = 0xff;
  private static final int MAX_NIBBLE = 0xf;

  private Elements() {}

  static CodeElement insn(Op op, Reg dst, Reg src, int off, long imm) {
    return Insn.of(op, dst, src, off, imm);
  }

  static CodeElement map(Reg dst, String map) {
    return MapLoad.of(dst, map);
  }

  static CodeElement mapValue(Reg dst, String map, int off) {
    return MapLoad.value(dst, map, off);
  }

  /** The instruction that shares the opcode of {@code op} and has {@code off} as its mark. */
  static CodeElement variant(Op op, Reg dst, Reg src, int off, int imm) {
    Optional<Op> variant =
        Op.all().stream()
            .filter(other -> other.opcode() == op.opcode() && other.fixed(Field.OFF) == off)
            .filter(other -> other.format() == op.format())
            .findFirst();
    return insn(variant.orElseThrow(() -> noVariant(op, off)), dst, src, 0, imm);
  }

  private static IllegalArgumentException noVariant(Op op, int off) {
    String known =
        Op.all().stream()
            .filter(other -> other.opcode() == op.opcode() && other.format() == op.format())
            .map(other -> other.fixed(Field.OFF) + " (" + other.mnemonic() + ")")
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        op.mnemonic() + ": off is " + off + ", must be one of " + known);
  }

  /** To or from little endian, of {@code type} 0, or big endian, of 8. */
  static CodeElement endian(int type, Reg dst, int len) {
    if (type != BpfInsns.BPF_TO_LE && type != BpfInsns.BPF_TO_BE) {
      throw new IllegalArgumentException(
          "BPF_ENDIAN: type is " + type + ", must be BPF_TO_LE or BPF_TO_BE");
    }
    return swap(BpfInsns.BPF_ALU | BpfInsns.BPF_END | type, dst, len);
  }

  /** The byte order instruction of that opcode; the number of bits is its mark. */
  static CodeElement swap(int code, Reg dst, int len) {
    Optional<Op> swap = Op.of(word(code, 0, 0, 0, len));
    return insn(swap.orElseThrow(() -> noSwap(len)), dst, Reg.R0, 0, 0);
  }

  private static IllegalArgumentException noSwap(int len) {
    return new IllegalArgumentException(
        "byte order: len is " + len + " bits, must be 16, 32 or 64");
  }

  static CodeElement atomic(Width size, AtomicOp op, Reg dst, Reg src, int off) {
    Op atomic =
        switch (size) {
          case B -> op.b();
          case H -> op.h();
          case W -> op.w();
          case DW -> op.dw();
        };
    return insn(atomic, dst, src, off, 0);
  }

  static AtomicOp atomic(AluOp op) {
    return atomic(op, "");
  }

  static AtomicOp fetch(AluOp op) {
    return atomic(op, "FETCH_");
  }

  private static AtomicOp atomic(AluOp op, String prefix) {
    return java.util.Arrays.stream(AtomicOp.values())
        .filter(atomic -> atomic.name().equals(prefix + op.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "BPF_"
                        + op
                        + " is no atomic operation: BPF_ADD, BPF_AND, BPF_OR, BPF_XOR are"));
  }

  /** A wide instruction whose {@code src} says what {@code imm} stands for. */
  static CodeElement wide(Reg dst, int src, long imm) {
    long first = word(Op.LDDW.opcode(), dst.number(), src, 0, (int) imm);
    long second = word(0, 0, 0, 0, (int) (imm >> 32));
    Op op =
        Op.of(first)
            .orElseThrow(() -> new InvalidFieldException("lddw", Field.SRC.toString(), src, 0, 6));
    return insn(
        op, dst, Reg.R0, 0, op.acceptsSecond(second) ? Words.immediate(op, first, second) : imm);
  }

  /** A slot of these fields: the instruction that it is, or raw data. */
  static CodeElement raw(int code, int dst, int src, int off, int imm) {
    long word = word(code, dst, src, off, imm);
    Optional<Op> op = Op.of(word).filter(found -> found.slots() == 1);
    if (op.isEmpty()) {
      return new RawWord(word);
    }
    return new Insn(op.get(), Reg.of(dst), Reg.of(src), (short) off, imm);
  }

  private static long word(int code, int dst, int src, int off, int imm) {
    ElementParts.check("code", code, 0, MAX_BYTE);
    ElementParts.check(Field.DST.toString(), dst, 0, MAX_NIBBLE);
    ElementParts.check(Field.SRC.toString(), src, 0, MAX_NIBBLE);
    ElementParts.check(Field.OFF.toString(), off, Short.MIN_VALUE, Short.MAX_VALUE);
    return Words.withImm(
        Words.withOff(Words.withDst(Words.withSrc(code, src), dst), (short) off), imm);
  }

  static IllegalArgumentException missing(Enum<?> row, String form) {
    return new IllegalArgumentException(
        "there is no instruction " + form + " of BPF_" + row + " in the instruction set");
  }
}
