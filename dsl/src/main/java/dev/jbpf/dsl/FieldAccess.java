package dev.jbpf.dsl;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.BitField;
import dev.jbpf.kernel.StructField;
import java.util.ArrayList;
import java.util.List;

/** The instructions that read and write members of structures. */
final class FieldAccess {
  private static final int LONG_BITS = 64;

  private FieldAccess() {}

  static CodeElement load(Reg dst, Reg base, StructField field) {
    return Insn.of(width(field.toString(), field.size()).ldx(), dst, base, field.offset(), 0);
  }

  static List<CodeElement> load(Reg dst, Reg base, BitField field) {
    List<CodeElement> elements = new ArrayList<>();
    elements.add(
        Insn.of(width(field.toString(), field.size()).ldx(), dst, base, field.offset(), 0));
    shift(elements, Op.LSH_IMM, dst, LONG_BITS - field.shift() - field.width());
    Op back = field.isSigned() ? Op.ARSH_IMM : Op.RSH_IMM;
    shift(elements, back, dst, LONG_BITS - field.width());
    return elements;
  }

  private static void shift(List<CodeElement> elements, Op op, Reg dst, int bits) {
    if (bits > 0) {
      elements.add(Insn.of(op, dst, Reg.R0, 0, bits));
    }
  }

  static CodeElement store(Reg base, StructField field, Reg src) {
    return Insn.of(width(field.toString(), field.size()).stx(), base, src, field.offset(), 0);
  }

  static CodeElement store(Reg base, StructField field, int value) {
    return Insn.of(width(field.toString(), field.size()).st(), base, Reg.R0, field.offset(), value);
  }

  private static Width width(String name, int size) {
    return switch (size) {
      case 1 -> Width.B;
      case 2 -> Width.H;
      case 4 -> Width.W;
      case 8 -> Width.DW;
      default ->
          throw new IllegalArgumentException(
              name + " is " + size + " bytes long: no register holds it; take its address");
    };
  }
}
