package dev.jbpf.testkit.text;

import dev.jbpf.code.Insn;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Format;
import dev.jbpf.kernel.Helper;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;

/** The instructions of a program with the names of helpers and maps in place of their numbers. */
public final class ProgramText {
  private final Program program;
  private final String[] texts;

  /** Of {@code program}. */
  public ProgramText(Program program) {
    this.program = program;
    this.texts = Disassembler.bySlot(program, Dialect.LLVM);
    for (MapReference map : program.maps()) {
      int slot = map.slot().number();
      texts[slot] = texts[slot].replaceFirst("=.*", "= " + map.map() + " ll");
    }
  }

  /** {@return the instruction at {@code slot}} */
  String at(int slot) {
    return program.elementAt(new Slot(slot)) instanceof Insn insn
            && insn.op().format() == Format.HELPER_ID
        ? Helper.of((int) insn.imm())
            .map(helper -> "call " + helper.functionName())
            .orElse(texts[slot])
        : texts[slot];
  }

  /** {@return where it was written; the slot where that is not known} */
  String place(int slot) {
    Origin origin = program.origin(new Slot(slot));
    if (origin instanceof Origin.Source source) {
      String file = source.file().replaceFirst(".*/", "");
      return (file.startsWith("<") ? "line " : file + ":") + source.line();
    }
    return origin == Origin.UNKNOWN ? "slot " + slot : origin.toString();
  }

  /** {@return all of it, a line each} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int slot = 0; slot < texts.length; slot++) {
      if (!texts[slot].isEmpty()) {
        text.append(String.format("  %-16s %s%n", place(slot), at(slot)));
      }
    }
    return text.toString();
  }
}
