package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.InputFile;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Words;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** {@code --listing}: each slot's number and bytes beside the line that wrote it. */
final class SlotListing {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private SlotListing() {}

  /**
   * {@return the listing of these sections, of which {@code source} is the text; with their names
   * where there are several}
   */
  static byte[] of(Map<String, Program> sections, InputFile source, ByteOrder order) {
    List<String> lines = new String(source.bytes(), StandardCharsets.UTF_8).lines().toList();
    StringBuilder out = new StringBuilder();
    sections.forEach(
        (name, program) -> {
          if (sections.size() > 1) {
            out.append(out.length() == 0 ? "" : "\n").append("section ").append(name).append(":\n");
          }
          append(out, program, lines, source, order);
        });
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(
      StringBuilder out, Program program, List<String> lines, InputFile source, ByteOrder order) {
    byte[] bytes = program.toBytes(order);
    int last = 0;
    for (int slot = 0; slot < program.size(); slot++) {
      int line = line(program.origin(new Slot(slot)), source.name(), lines.size());
      pad(out, slot, 6).append("  ");
      int at = slot * Words.BYTES;
      out.append(HEX.formatHex(bytes, at, at + Words.BYTES));
      if (line > 0 && line != last) {
        pad(out.append("  "), line, 6).append(" | ").append(lines.get(line - 1));
        last = line;
      }
      out.append('\n');
    }
  }

  /** The number of the line in this file, or zero. */
  private static int line(Origin origin, String file, int count) {
    boolean isHere =
        origin instanceof Origin.Source place && place.file().equals(file) && place.line() <= count;
    return isHere ? ((Origin.Source) origin).line() : 0;
  }

  private static StringBuilder pad(StringBuilder out, int number, int width) {
    String digits = Integer.toString(number);
    return out.append(" ".repeat(Math.max(0, width - digits.length()))).append(digits);
  }
}
