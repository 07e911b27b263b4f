package dev.jbpf.verifier.explain;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.isa.Op;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The lines of a program's author. */
final class Lines {
  private static final int LONGEST = 60;

  private final Program program;
  private final SourceLineText sources;
  private final Optional<Style> style;
  private final Map<Integer, String> instructions = new HashMap<>();

  Lines(Program program, SourceLineText sources, Optional<Style> style) {
    this.program = program;
    this.sources = sources;
    this.style = style;
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
    String text = statement(slot);
    return where(slot)
        + " `"
        + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
        + "`";
  }

  /** {@return the place alone: {@code a.s:3:1}, or the slot} */
  String where(int slot) {
    return isUnknown(slot) ? "slot " + slot : origin(slot).toString();
  }

  /** {@return the author's statement, or where it is not at hand the instruction} */
  String statement(int slot) {
    String line = line(slot).strip();
    boolean isOneOfMany = line.contains(";") && style(slot).isText();
    return line.isEmpty() || isOneOfMany ? instruction(slot) : line;
  }

  /** {@return the instruction as kernels print it} */
  private String instruction(int slot) {
    if (instructions.isEmpty()) {
      int at = 0;
      for (String text : Disassembler.lines(program, Dialect.LLVM)) {
        instructions.put(at, text.strip());
        at += program.opAt(at).map(Op::slots).orElse(1);
      }
    }
    return instructions.getOrDefault(slot, "nothing");
  }

  /** {@return the language that {@code slot} is written in} */
  Style style(int slot) {
    return style.orElseGet(
        () -> Style.of(origin(slot), program.origins().areInstructions(), line(slot)));
  }
}
