package dev.jbpf.vm.coverage;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.vm.exec.SlotCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Coverage as a text file, so that several JVMs can add to one report: of each program its slots,
 * with what was counted and where they were written, its labels and maps. Fields are kept apart by
 * tabs.
 */
public final class CoverageFile {
  private static final String HEAD = "jbpf-coverage 1";

  private CoverageFile() {}

  /**
   * Writes a file that is whole at any time.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Coverage coverage) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    coverage.programs().forEach(program -> write(lines, program));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, lines);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(List<String> lines, ProgramCoverage coverage) {
    Program program = coverage.program();
    lines.add(fields("program", program.size()));
    for (int i = 0; i < program.size(); i++) {
      Slot slot = new Slot(i);
      lines.add(
          fields(
              Long.toHexString(program.word(i)),
              coverage.executed(slot),
              coverage.taken(slot),
              coverage.entered(slot),
              text(program.origin(slot))));
    }
    program.labels().forEach((name, slot) -> lines.add(fields("label", slot.number(), name)));
    program.maps().forEach(map -> lines.add(fields("map", map.slot().number(), map.map())));
  }

  private static String fields(Object... fields) {
    StringBuilder line = new StringBuilder();
    for (Object field : fields) {
      line.append(line.isEmpty() ? "" : "\t").append(field);
    }
    return line.toString().replace('\n', ' ').replace('\r', ' ');
  }

  private static String text(Origin origin) {
    if (origin instanceof Origin.Source source) {
      return fields("text", clean(source.file()), source.line(), source.column());
    }
    return origin instanceof Origin.Java java
        ? fields("java", java.className(), java.method(), clean(java.file()), java.line())
        : "unknown";
  }

  private static String clean(String name) {
    return name.replace('\t', ' ');
  }

  /**
   * {@return what is in {@code file}}
   *
   * @throws IOException if it cannot be read, or is no such file
   */
  public static Coverage read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
      throw new IOException(file + " is no file of coverage: it does not start with " + HEAD);
    }
    try {
      return new Reader(lines).coverage();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException(file + " is no whole file of coverage: " + e.getMessage(), e);
    }
  }

  private static final class Reader {
    private final List<String> lines;
    private int next = 1;

    Reader(List<String> lines) {
      this.lines = lines;
    }

    Coverage coverage() {
      List<ProgramCoverage> programs = new ArrayList<>();
      while (next < lines.size()) {
        programs.add(program(Integer.parseInt(fields()[1])));
      }
      return Coverage.of(programs);
    }

    private String[] fields() {
      return lines.get(next++).split("\t");
    }

    private ProgramCoverage program(int size) {
      if (size < 0 || size > lines.size()) {
        throw new IllegalArgumentException("a program of " + size + " slots");
      }
      long[] words = new long[size];
      SlotCounts counts = new SlotCounts(new long[size], new long[size], new long[size]);
      Origin[] origins = new Origin[size];
      for (int slot = 0; slot < size; slot++) {
        String[] fields = fields();
        words[slot] = Long.parseUnsignedLong(fields[0], 16);
        counts.executed()[slot] = Long.parseLong(fields[1]);
        counts.taken()[slot] = Long.parseLong(fields[2]);
        counts.entered()[slot] = Long.parseLong(fields[3]);
        origins[slot] = origin(fields);
      }
      Map<String, Slot> labels = new LinkedHashMap<>();
      List<MapReference> maps = new ArrayList<>();
      while (next < lines.size() && !lines.get(next).startsWith("program\t")) {
        String[] fields = fields();
        Slot slot = new Slot(Integer.parseInt(fields[1]));
        if (fields[0].equals("label")) {
          labels.put(fields[2], slot);
        } else {
          maps.add(new MapReference(slot, fields[2]));
        }
      }
      Program program = Program.ofWords(words, size, at -> origins[at], labels, maps);
      return ProgramCoverage.of(program, counts);
    }

    private static Origin origin(String[] fields) {
      return switch (fields[4]) {
        case "text" ->
            new Origin.Source(fields[5], Integer.parseInt(fields[6]), Integer.parseInt(fields[7]));
        case "java" ->
            new Origin.Java(fields[5], fields[6], fields[7], Integer.parseInt(fields[8]));
        default -> Origin.UNKNOWN;
      };
    }
  }
}
