package dev.jbpf.text.print;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.text.c.KernelNames;
import dev.jbpf.text.names.LabelNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Fills the templates of one dialect in with the instructions of one program. */
public final class InstructionPrinter {
  private static final int MAX_SMALL = 0xffff;

  /** The opcode and the registers of a slot. */
  private static final int HEAD = 0xffff;

  private static final int SPREAD = 0x9e3779b1;

  private final Program program;
  private final PrintForms compiler;
  private final String before;
  private final String behind;
  private final boolean isGnu;
  private final boolean isMacro;
  private final Map<Integer, String> names;

  private static final int MOST_FORMS = 1 << 16;

  /** The forms that were used last, by a hash of their heads. */
  private final PrintForm[] forms;

  /** Says how a place in the program is called. */
  interface Places {
    /** Appends the name of {@code slot}, and returns whether it has one. */
    boolean append(long slot, TextBuffer out);
  }

  /** Names no place. */
  public enum Nameless implements Places {
    NUMBERS;

    @Override
    public boolean append(long slot, TextBuffer out) {
      return false;
    }
  }

  /** One that writes a line for each instruction. */
  public static InstructionPrinter ofLines(Program program, PrintStyle style) {
    return ofLines(program, style, maps(program));
  }

  /**
   * One that writes a line for each instruction, with {@code names} for the constant, or the
   * target, of what is in their slots.
   */
  public static InstructionPrinter ofLines(
      Program program, PrintStyle style, Map<Integer, String> names) {
    return new InstructionPrinter(program, style, names, "  ", "\n");
  }

  /** One that writes nothing around instructions. */
  public static InstructionPrinter ofInstructions(Program program, PrintStyle style) {
    return new InstructionPrinter(program, style, maps(program), "", "");
  }

  private InstructionPrinter(
      Program program, PrintStyle style, Map<Integer, String> names, String before, String behind) {
    this.names = names;
    this.program = program;
    this.forms = new PrintForm[Integer.highestOneBit(Math.min(program.size() | 16, MOST_FORMS))];
    this.before = before;
    this.behind = behind;
    this.compiler = new PrintForms(style, before, behind);
    this.isGnu = style == PrintStyle.GNU;
    this.isMacro = style == PrintStyle.MACRO;
  }

  private static Map<Integer, String> maps(Program program) {
    Map<Integer, String> names = new HashMap<>();
    for (MapReference map : program.maps()) {
      if (LabelNames.isLabel(map.map())) {
        names.put(map.slot().number(), map.map());
      }
    }
    return names;
  }

  /** Appends what starts at {@code slot}, and returns how many slots that takes. */
  public int print(int slot, Places places, TextBuffer out) {
    long word = program.word(slot);
    int head = (int) word & HEAD;
    int place = (head ^ head >>> 8) * SPREAD >>> 16 & forms.length - 1;
    PrintForm form = forms[place];
    if (form == null || form.head != head || !isAt(slot, word, form)) {
      Optional<Op> op = program.opAt(slot);
      if (op.isEmpty()) {
        raw(word, out);
        return 1;
      }
      form = compiler.of(op.get(), head, word);
      forms[place] = form;
    }
    if (form.op == Op.LDDW_MAP_FD && !isMacro && Words.imm(word) == 0 && isNamed(slot)) {
      form = compiler.of(Op.LDDW, head, word);
    }
    byte[][] texts = form.texts;
    PrintForm.Operand[] operands = form.operands;
    for (int i = 0; i < operands.length; i++) {
      out.append(texts[i]);
      operand(operands[i], form, slot, word, places, out);
    }
    out.append(texts[operands.length]);
    return form.slots;
  }

  private boolean isAt(int slot, long word, PrintForm form) {
    return form.op.matches(word) && (form.slots == 1 || program.isAt(slot, form.op));
  }

  private boolean isNamed(int slot) {
    return !names.isEmpty() && names.containsKey(slot);
  }

  private void raw(long word, TextBuffer out) {
    out.append(before);
    if (isMacro) {
      rawMacro(word, out);
    } else {
      out.append(".raw ");
      out.appendHex(word, 16);
    }
    out.append(behind);
  }

  private static void rawMacro(long word, TextBuffer out) {
    out.append("BPF_RAW_INSN(");
    out.appendHex(Words.opcode(word), 2);
    long[] fields = {Words.dst(word), Words.src(word), Words.off(word), Words.imm(word)};
    for (long field : fields) {
      out.append(", ");
      out.append(field);
    }
    out.append("),");
  }

  private void operand(
      PrintForm.Operand kind, PrintForm form, int slot, long word, Places places, TextBuffer out) {
    switch (kind) {
      case NUMBER -> out.append(Words.imm(word));
      case OFFSET -> offset(Words.off(word), out);
      case PLAIN_OFFSET -> out.append(Words.off(word));
      case NEAR -> target(form, slot, Words.off(word), places, out);
      case FAR -> target(form, slot, Words.imm(word), places, out);
      case WIDE -> wide(slot, Words.immediate(form.op, word, program.word(slot + 1)), out);
      case OTHER -> out.append(Words.immediate(form.op, word, second(form, slot)));
      case HELPER -> out.append(KernelNames.helperConstant(Words.imm(word)));
      case LOWER -> lower(slot, Words.imm(word), out);
      case UPPER -> out.append(Words.imm(program.word(slot + 1)));
      case LOWER_HALF -> out.append(Words.imm(word) & 0xffff);
      case UPPER_HALF -> out.append(Words.imm(word) >>> 16);
    }
  }

  private long second(PrintForm form, int slot) {
    return form.slots == 2 ? program.word(slot + 1) : 0;
  }

  private void wide(int slot, long value, TextBuffer out) {
    if (isNamed(slot)) {
      out.append(names.get(slot));
    } else if (value >= 0 && value <= MAX_SMALL) {
      out.append(value);
    } else {
      out.appendHex(value, 1);
    }
  }

  private void lower(int slot, int value, TextBuffer out) {
    if (value == 0 && isNamed(slot)) {
      out.append(names.get(slot));
    } else {
      out.append(value);
    }
  }

  private void offset(int off, TextBuffer out) {
    out.append(off < 0 ? '-' : '+');
    if (!isGnu) {
      out.append(' ');
    }
    out.append(Math.abs(off));
  }

  private void target(PrintForm form, int slot, int distance, Places places, TextBuffer out) {
    if (isNamed(slot)) {
      out.append(names.get(slot));
    } else if (!places.append(slot + 1L + distance, out)) {
      distance(form, distance, out);
    }
  }

  private void distance(PrintForm form, int distance, TextBuffer out) {
    if (isMacro) {
      out.append(distance);
      return;
    }
    if (!isGnu && form.isCall) {
      out.append("pc");
    }
    out.appendSigned(distance);
  }
}
