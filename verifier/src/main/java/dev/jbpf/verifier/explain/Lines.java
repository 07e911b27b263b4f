package dev.jbpf.verifier.explain;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.elf.bpf.SourceText;
import dev.jbpf.isa.Op;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.List;

/** The lines of a program's author. */
final class Lines {
  private static final int LONGEST = 60;

  private final Program program;
  private final SourceText sources;

  Lines(Program program, SourceText sources) {
    this.program = program;
    this.sources = sources;
  }

  /** {@return where {@code slot} was written} */
  Origin origin(int slot) {
    return program.origin(new Slot(slot));
  }

  boolean isUnknown(int slot) {
    return origin(slot) instanceof Origin.Unknown;
  }

  /** {@return the line of {@code slot}; empty if it is not at hand} */
  String line(int slot) {
    return isUnknown(slot) ? "" : sources.at(origin(slot));
  }

  /** {@return the place and the statement there, short: {@code a.s:3:1 `exit`}} */
  String place(int slot) {
    String where = isUnknown(slot) ? "slot " + slot : origin(slot).toString();
    String text = statement(slot);
    return where + " `" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "`";
  }

  private String statement(int slot) {
    String line = line(slot).strip();
    boolean isOneOfMany =
        line.contains(";") && !(style(slot) == Style.JAVA || style(slot) == Style.C);
    return line.isEmpty() || isOneOfMany ? instruction(slot) : line;
  }

  /** {@return the instruction as kernels print it} */
  private String instruction(int slot) {
    List<String> all = Disassembler.lines(program, Dialect.LLVM);
    int at = 0;
    for (String text : all) {
      if (at == slot) {
        return text.strip();
      }
      at += program.opAt(at).map(Op::slots).orElse(1);
    }
    return "nothing";
  }

  /** {@return the language that {@code slot} is written in} */
  Style style(int slot) {
    return Style.of(origin(slot), line(slot));
  }
}
