package dev.jbpf.runtime;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The lines of the file that a message is about, if it is still there to be read. */
final class SourceLines {
  private final List<String> lines;

  private SourceLines(List<String> lines) {
    this.lines = lines;
  }

  static SourceLines of(Origin origin) {
    return new SourceLines(origin instanceof Origin.Source source ? read(source) : List.of());
  }

  /** A message without its line is better than none. */
  private static List<String> read(Origin.Source source) {
    try {
      Path path = Path.of(source.file());
      return Files.isRegularFile(path) ? Files.readAllLines(path) : List.of();
    } catch (InvalidPathException | IOException e) {
      return List.of();
    }
  }

  /** {@return the text of {@code diagnostic}, with its line if that can be read} */
  String print(Diagnostic diagnostic) {
    return lines.isEmpty()
        ? DiagnosticPrinter.print(diagnostic)
        : DiagnosticPrinter.print(diagnostic, this::line);
  }

  private String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }
}
