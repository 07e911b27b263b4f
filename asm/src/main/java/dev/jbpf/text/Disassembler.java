package dev.jbpf.text;

import dev.jbpf.code.Program;
import java.util.ArrayList;
import java.util.List;

/** Turns programs into text, which {@link Assembler} turns into the same bytes again. */
public final class Disassembler {
  private static final int CHARACTERS_A_LINE = 24;

  private Disassembler() {}

  /**
   * {@return the instructions of the program, a line each} What is no instruction is {@code .raw
   * 0x…}, a slot as {@link dev.jbpf.isa.Words} lays it out; jumps give distances: {@code goto +2}.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}
   */
  public static List<String> lines(Program program, Dialect dialect) {
    Printer printer = new Printer(program, dialect);
    List<String> lines = new ArrayList<>(program.size());
    TextBuffer line = new TextBuffer(64);
    for (int slot = 0; slot < program.size(); ) {
      line.clear();
      slot += printer.print(slot, Printer.NUMBERS, line);
      lines.add(line.toString());
    }
    return lines;
  }

  /**
   * {@return the program as a source file} Jumps go to labels: those that the program knows, and
   * {@code L1}, {@code L2} … for other places. Macros have no labels, and so distances.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}
   */
  public static String text(Program program, Dialect dialect) {
    Printer printer = new Printer(program, dialect);
    Labels labels = new Labels(program);
    Printer.Places places = dialect == Dialect.MACRO ? Printer.NUMBERS : labels;
    TextBuffer out = new TextBuffer(program.size() * CHARACTERS_A_LINE);
    for (int slot = 0; slot < program.size(); ) {
      if (places == labels) {
        labels.bindAt(slot, out);
      }
      out.append(' ');
      out.append(' ');
      slot += printer.print(slot, places, out);
      out.append('\n');
    }
    if (places == labels) {
      labels.bindAt(program.size(), out);
    }
    return out.toString();
  }
}
