package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import dev.jbpf.isa.Words;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills the templates of one dialect in with the instructions of one program. */
final class Printer {
  private static final int MAX_SMALL = 0xffff;

  private final Program program;
  private final Dialect dialect;
  private final boolean isGnu;
  private final byte[] wholeRegister;
  private final byte[] halfRegister;
  private final Map<Integer, String> names;
  private final Form[] forms = new Form[Op.all().size()];

  /** The parts of a template: a text before each operand, and one at the end. */
  private record Form(byte[][] texts, Template.Slot[] slots) {}

  /** Says how a place in the program is called. */
  interface Places {
    /** {@return the name of {@code slot}, or an empty text if it has none} */
    String nameOf(long slot);
  }

  /** Names no place. */
  static final Places NUMBERS = slot -> "";

  Printer(Program program, Dialect dialect) {
    this(program, dialect, Map.of());
    program.maps().stream()
        .filter(map -> Names.isLabel(map.map()))
        .forEach(map -> names.put(map.slot().number(), map.map()));
  }

  /** One that writes {@code names} for the constant, or the target, of what is in their slots. */
  Printer(Program program, Dialect dialect, Map<Integer, String> names) {
    this.names = new HashMap<>(names);
    this.program = program;
    if (dialect == Dialect.CLASSIC) {
      throw new IllegalArgumentException("no disassembly in the dialect classic");
    }
    this.dialect = dialect == Dialect.AUTO ? Dialect.LLVM : dialect;
    this.isGnu = dialect == Dialect.GNU;
    this.wholeRegister = bytes(isMacro() ? "BPF_REG_" : isGnu ? "%r" : "r");
    this.halfRegister = bytes(isGnu ? "%w" : "w");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Form form(Op op) {
    Form form = forms[op.ordinal()];
    if (form == null) {
      form = compile(template(op));
      forms[op.ordinal()] = form;
    }
    return form;
  }

  private boolean isMacro() {
    return dialect == Dialect.MACRO;
  }

  private Template template(Op op) {
    return switch (dialect) {
      case AUTO, LLVM -> op.llvm();
      case GNU -> op.gnu();
      case MACRO -> op.macro();
      case CLASSIC ->
          throw new IllegalArgumentException("a program of today has no classic instructions");
    };
  }

  private static Form compile(Template template) {
    List<Template.Part> parts = template.parts();
    int count = (int) parts.stream().filter(Template.Slot.class::isInstance).count();
    byte[][] texts = new byte[count + 1][];
    Template.Slot[] slots = new Template.Slot[count];
    int at = 0;
    texts[0] = new byte[0];
    for (Template.Part part : parts) {
      if (part instanceof Template.Literal literal) {
        texts[at] = bytes(literal.text());
      } else {
        slots[at++] = (Template.Slot) part;
        texts[at] = new byte[0];
      }
    }
    return new Form(texts, slots);
  }

  /** Appends what starts at {@code slot}. {@return how many slots that takes} */
  int print(int slot, Places places, TextBuffer out) {
    Op op = program.opAt(slot).orElse(null);
    long word = program.word(slot);
    if (op == null) {
      raw(word, out);
      return 1;
    }
    long second = op.slots() == 2 ? program.word(slot + 1) : 0;
    if (op == Op.LDDW_MAP_FD && !isMacro() && Words.imm(word) == 0 && names.containsKey(slot)) {
      op = Op.LDDW;
    }
    Form form = form(op);
    for (int i = 0; i < form.slots.length; i++) {
      out.append(form.texts[i]);
      operand(form.slots[i], op, slot, word, second, places, out);
    }
    out.append(form.texts[form.slots.length]);
    if (isMacro()) {
      out.append(',');
    }
    return op.slots();
  }

  private void raw(long word, TextBuffer out) {
    if (!isMacro()) {
      out.append(".raw ");
      out.appendHex(word, 16);
      return;
    }
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
      Template.Slot kind, Op op, int slot, long word, long second, Places places, TextBuffer out) {
    switch (kind) {
      case DST -> register(wholeRegister, Words.dst(word), out);
      case SRC -> register(wholeRegister, Words.src(word), out);
      case WDST -> register(halfRegister, Words.dst(word), out);
      case WSRC -> register(halfRegister, Words.src(word), out);
      case IMM -> immediate(op, slot, Words.immediate(op, word, second), out);
      case OFF -> offset(Words.off(word), out);
      case DISP -> out.append(Words.off(word));
      case INDEX -> out.append(Words.off(word));
      case TARGET -> target(op, slot, word, places, out);
      case LO32 -> lower(slot, Words.imm(word), out);
      case HI32 -> out.append(Words.imm(second));
      case LO16 -> out.append(Words.imm(word) & 0xffff);
      case HI16 -> out.append(Words.imm(word) >>> 16);
    }
  }

  private static void register(byte[] prefix, int number, TextBuffer out) {
    out.append(prefix);
    out.append(number);
  }

  private void immediate(Op op, int slot, long value, TextBuffer out) {
    if (op == Op.CALL && isMacro()) {
      out.append(KernelNames.helperConstant((int) value));
    } else if (op.format().immediate() != Immediate.S64) {
      out.append(value);
    } else if (names.containsKey(slot)) {
      out.append(names.get(slot));
    } else if (value >= 0 && value <= MAX_SMALL) {
      out.append(value);
    } else {
      out.appendHex(value, 1);
    }
  }

  private void lower(int slot, int value, TextBuffer out) {
    if (value == 0 && names.containsKey(slot)) {
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

  private void target(Op op, int slot, long word, Places places, TextBuffer out) {
    long distance = distance(op, word);
    String name = names.containsKey(slot) ? names.get(slot) : places.nameOf(slot + 1 + distance);
    if (!name.isEmpty()) {
      out.append(name);
      return;
    }
    if (isMacro()) {
      out.append(distance);
      return;
    }
    if (!isGnu && op.format() == Format.CALL_TARGET) {
      out.append("pc");
    }
    out.appendSigned(distance);
  }

  /** {@return how far the target of {@code op} is from the next slot} */
  static long distance(Op op, long word) {
    return op.format().immediate().isTarget() ? Words.imm(word) : Words.off(word);
  }
}
