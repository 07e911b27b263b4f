package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.text.print.InstructionPrinter;
import dev.jbpf.text.print.PrintedLabels;
import dev.jbpf.text.print.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
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
    InstructionPrinter printer = InstructionPrinter.ofInstructions(program, dialect.style());
    List<String> lines = new ArrayList<>(program.size());
    TextBuffer line = new TextBuffer(64);
    for (int slot = 0; slot < program.size(); ) {
      line.clear();
      slot += printer.print(slot, InstructionPrinter.Nameless.NUMBERS, line);
      lines.add(line.toString());
    }
    return lines;
  }

  /** {@return the lines that {@link #lines} gives, each at its slot; empty at second slots} */
  public static String[] bySlot(Program program, Dialect dialect) {
    String[] texts = new String[program.size()];
    Arrays.fill(texts, "");
    int slot = 0;
    for (String line : lines(program, dialect)) {
      texts[slot] = line.strip();
      slot += program.opAt(slot).map(Op::slots).orElse(1);
    }
    return texts;
  }

  /**
   * {@return the program as a source file} Jumps go to labels: those that the program knows, and
   * {@code L1}, {@code L2} … for other places. Macros have no labels, and so distances.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}
   */
  public static String text(Program program, Dialect dialect) {
    InstructionPrinter printer = InstructionPrinter.ofLines(program, dialect.style());
    TextBuffer text = new TextBuffer(program.size() * CHARACTERS_A_LINE);
    print(program, printer, dialect, text);
    return text.toString();
  }

  /**
   * Writes the program as {@link #text} has it, in UTF-8. Nothing of the text is kept.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}; nothing
   *     has been written then
   * @throws IOException if {@code out} cannot be written
   */
  public static void write(Program program, Dialect dialect, OutputStream out) throws IOException {
    InstructionPrinter printer = InstructionPrinter.ofLines(program, dialect.style());
    TextBuffer text = new TextBuffer(out);
    try {
      print(program, printer, dialect, text);
      text.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void print(
      Program program, InstructionPrinter printer, Dialect dialect, TextBuffer out) {
    if (dialect == Dialect.MACRO) {
      for (int slot = 0; slot < program.size(); ) {
        slot += printer.print(slot, InstructionPrinter.Nameless.NUMBERS, out);
      }
      return;
    }
    PrintedLabels labels = new PrintedLabels(program);
    for (int slot = 0; slot < program.size(); ) {
      labels.bindAt(slot, out);
      slot += printer.print(slot, labels, out);
    }
    labels.bindAt(program.size(), out);
  }
}
