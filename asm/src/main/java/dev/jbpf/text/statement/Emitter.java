package dev.jbpf.text.statement;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import dev.jbpf.isa.Words;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.grammar.Form;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;

/** Makes words of statements, and notes what does not fit. */
public final class Emitter {
  /** The largest 32-bit immediate: its bits are those of a negative one. */
  public static final long MAX_IMMEDIATE = 0xffff_ffffL;

  private static final int CLASS = 7;
  private static final int STORE = 2;
  private static final int JUMP = 5;
  private static final int ALU64 = 7;

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Operands operands;

  public Emitter(AssemblyState state, Operands operands) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.operands = operands;
  }

  /** Appends the instruction that the operands make of {@code shape}. */
  public void emit(Form shape, int from) {
    CodeImage code = state.sections.current.code;
    if (code.size() == 0 || code.partialSize() > 0) {
      begin(state.sections.current, from);
    }
    long word = shape.template;
    if (shape.dst >= 0) {
      word |= operands.values[shape.dst] << 8;
    }
    if (shape.src >= 0) {
      word |= operands.values[shape.src] << 12;
    }
    if (shape.off >= 0) {
      word = offset(code, word, shape.off);
    }
    if (shape.wide) {
      wide(code, shape, word, from);
      return;
    }
    if (shape.imm >= 0) {
      word |= immediate(code, shape, shape.imm) << 32;
    }
    if (shape.target >= 0) {
      word = target(code, shape, word);
    }
    if (shape.immediate == Immediate.U16_PAIR || shape.at(Template.Slot.INDEX) >= 0) {
      word = narrow(shape, word);
    }
    code.add(word, from);
  }

  private void begin(SectionImage region, int from) {
    if (!region.beginInstruction(from)) {
      errors.add(
          DiagnosticCode.MISALIGNED,
          from,
          from,
          "an instruction starts at byte " + region.here() + ", which is no multiple of 8",
          "`.p2align 3` fills up to the next one");
    }
  }

  private boolean isSymbolic(int operand) {
    return operands.kinds[operand] == Operands.SYMBOL;
  }

  private void fix(CodeImage code, int kind, int operand) {
    code.fix(
        kind,
        operands.symbols[operand],
        operands.minus[operand],
        operands.from[operand],
        operands.to[operand]);
  }

  private long offset(CodeImage code, long word, int operand) {
    if (isSymbolic(operand)) {
      fix(code, CodeImage.OFFSET, operand);
    }
    if (isSixteenBits(operand)) {
      return Words.withOff(word, (short) operands.values[operand]);
    }
    return Words.withOff(
        word,
        (short)
            within(
                operand,
                DiagnosticCode.OFF_RANGE,
                Offset.BYTES.min(),
                Offset.BYTES.max(),
                "an offset"));
  }

  /** Binutils' disassembler writes -2 as {@code 0xfffe}: four digits that can be no distance. */
  private boolean isSixteenBits(int operand) {
    long value = operands.values[operand];
    return value > Short.MAX_VALUE
        && value <= 0xffff
        && in.text(operands.from[operand], operands.to[operand])
            .matches("\\+?\\s*0x[0-9a-fA-F]{4}");
  }

  private long within(int operand, DiagnosticCode code, long min, long max, String what) {
    long value = operands.values[operand];
    boolean fits = value >= min && value <= max && operands.kinds[operand] != Operands.HUGE;
    if (!fits) {
      errors.add(
          code,
          operands.from[operand],
          operands.to[operand],
          written(operand) + " is out of range: " + what + " is from " + min + " to " + max);
    }
    return fits ? value : 0;
  }

  private String written(int operand) {
    return in.quote(operands.from[operand], operands.to[operand]).replace("'", "");
  }

  /** The lower 32 bits of a value that is given as a signed number, or as its bits. */
  private long immediate(CodeImage code, Form shape, int operand) {
    if (isSymbolic(operand)) {
      fix(code, CodeImage.IMMEDIATE, operand);
    }
    long value = operands.values[operand];
    if (value >= Integer.MIN_VALUE
        && value <= MAX_IMMEDIATE
        && operands.kinds[operand] != Operands.HUGE) {
      if (operands.isLong[operand] && value > Integer.MAX_VALUE && extendsSign(shape)) {
        errors.add(
            DiagnosticCode.IMM_RANGE,
            operands.from[operand],
            operands.to[operand],
            written(operand) + " would become a negative number: the instruction extends 32 bits",
            "without the suffix it stands for its 32 bits");
      }
      return value;
    }
    errors.add(
        DiagnosticCode.IMM_RANGE,
        operands.from[operand],
        operands.to[operand],
        written(operand) + " does not fit in 32 bits",
        "`r1 = " + written(operand) + " ll` loads a 64-bit constant");
    return 0;
  }

  /** Whether the instruction makes 64 bits of its 32: all but those on halves of registers. */
  private static boolean extendsSign(Form shape) {
    int opcode = shape.op.opcode();
    return switch (opcode & CLASS) {
      case ALU64, JUMP -> shape.op.format() != Format.HELPER_ID;
      case STORE -> shape.op == Op.STDW;
      default -> false;
    };
  }

  private long target(CodeImage code, Form shape, long word) {
    int operand = shape.target;
    if (isSymbolic(operand)) {
      fix(code, CodeImage.TARGET, operand);
      return word;
    }
    if (shape.immediate.isTarget()) {
      long distance =
          within(
              operand,
              DiagnosticCode.JUMP_RANGE,
              Integer.MIN_VALUE,
              Integer.MAX_VALUE,
              "a distance");
      return Words.withImm(word, (int) distance);
    }
    long distance =
        within(
            operand,
            DiagnosticCode.JUMP_RANGE,
            Offset.SLOTS.min(),
            Offset.SLOTS.max(),
            "a distance");
    return Words.withOff(word, (short) distance);
  }

  private long narrow(Form shape, long word) {
    int index = shape.at(Template.Slot.INDEX);
    if (index >= 0) {
      long value = within(index, DiagnosticCode.OFF_RANGE, 0, Offset.INDEX.max(), "an index");
      return Words.withOff(word, (short) value);
    }
    long hi =
        within(
            shape.at(Template.Slot.HI16), DiagnosticCode.IMM_RANGE, 0, 0xffff, "an address space");
    long lo =
        within(
            shape.at(Template.Slot.LO16), DiagnosticCode.IMM_RANGE, 0, 0xffff, "an address space");
    return Words.withImm(word, (int) (hi << 16 | lo));
  }

  private void wide(CodeImage code, Form shape, long first, int from) {
    long word = first;
    long value;
    if (shape.target >= 0) {
      word = target(code, shape, word);
      value = Words.imm(word);
    } else if (shape.imm >= 0) {
      value = wideImmediate(code, shape);
    } else {
      int hi = shape.at(Template.Slot.HI32);
      value = immediate(code, shape, shape.at(Template.Slot.LO32)) & 0xffff_ffffL;
      value |= hi < 0 ? 0 : immediate(code, shape, hi) << 32;
    }
    code.add(Words.withImm(word, (int) value), from);
    code.add(Words.second(shape.op, value), from);
  }

  private long wideImmediate(CodeImage code, Form shape) {
    boolean isWhole = shape.immediate == Immediate.S64 || shape.immediate == Immediate.PAIR32;
    if (!isWhole) {
      return immediate(code, shape, shape.imm);
    }
    if (isSymbolic(shape.imm)) {
      fix(code, CodeImage.WIDE, shape.imm);
    }
    return operands.values[shape.imm];
  }
}
