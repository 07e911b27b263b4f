package dev.jbpf.text.print;

import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import dev.jbpf.isa.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the forms of one dialect from templates, registers filled in. */
final class PrintForms {
  private final PrintStyle style;
  private final String wholeRegister;
  private final String halfRegister;
  private final String before;
  private final String behind;

  /** Those that were used: there may be hundreds of forms, of a few instructions. */
  private final Map<Op, Template> templates = new HashMap<>();

  /** Forms of {@code style}, with texts around each instruction. */
  PrintForms(PrintStyle style, String before, String behind) {
    this.style = style;
    this.before = before;
    this.behind = style == PrintStyle.MACRO ? "," + behind : behind;
    this.wholeRegister =
        style == PrintStyle.MACRO ? "BPF_REG_" : style == PrintStyle.GNU ? "%r" : "r";
    this.halfRegister = style == PrintStyle.GNU ? "%w" : "w";
  }

  /**
   * {@return how {@code op} is written with the registers of {@code word}, noted as {@code head}}
   */
  PrintForm of(Op op, int head, long word) {
    List<byte[]> texts = new ArrayList<>();
    List<PrintForm.Operand> operands = new ArrayList<>();
    StringBuilder text = new StringBuilder(before);
    for (Template.Part part : template(op).parts()) {
      if (part instanceof Template.Literal literal) {
        text.append(literal.text());
      } else if (!register((Template.Slot) part, word, text)) {
        texts.add(bytes(text));
        operands.add(operand(op, (Template.Slot) part));
        text.setLength(0);
      }
    }
    texts.add(bytes(text.append(behind)));
    return new PrintForm(
        op, head, texts.toArray(new byte[0][]), operands.toArray(new PrintForm.Operand[0]));
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Template template(Op op) {
    Template known = templates.get(op);
    if (known == null) {
      known = parse(op);
      templates.put(op, known);
    }
    return known;
  }

  private Template parse(Op op) {
    return switch (style) {
      case LLVM -> op.llvm();
      case GNU -> op.gnu();
      case MACRO -> op.macro();
    };
  }

  /** Appends the register that {@code slot} stands for, and returns whether it stands for one. */
  private boolean register(Template.Slot slot, long word, StringBuilder text) {
    switch (slot) {
      case DST -> text.append(wholeRegister).append(Words.dst(word));
      case SRC -> text.append(wholeRegister).append(Words.src(word));
      case WDST -> text.append(halfRegister).append(Words.dst(word));
      case WSRC -> text.append(halfRegister).append(Words.src(word));
      case IMM, OFF, DISP, INDEX, TARGET, LO32, HI32, LO16, HI16 -> {
        return false;
      }
    }
    return true;
  }

  private PrintForm.Operand operand(Op op, Template.Slot slot) {
    return switch (slot) {
      case DST, SRC, WDST, WSRC -> throw new IllegalArgumentException(slot + " is a register");
      case IMM -> immediate(op);
      case OFF -> PrintForm.Operand.OFFSET;
      case DISP, INDEX -> PrintForm.Operand.PLAIN_OFFSET;
      case TARGET ->
          op.format().immediate().isTarget() ? PrintForm.Operand.FAR : PrintForm.Operand.NEAR;
      case LO32 -> PrintForm.Operand.LOWER;
      case HI32 -> PrintForm.Operand.UPPER;
      case LO16 -> PrintForm.Operand.LOWER_HALF;
      case HI16 -> PrintForm.Operand.UPPER_HALF;
    };
  }

  private PrintForm.Operand immediate(Op op) {
    if (op == Op.CALL && style == PrintStyle.MACRO) {
      return PrintForm.Operand.HELPER;
    }
    Immediate kind = op.format().immediate();
    return kind == Immediate.S32
        ? PrintForm.Operand.NUMBER
        : kind == Immediate.S64 ? PrintForm.Operand.WIDE : PrintForm.Operand.OTHER;
  }
}
