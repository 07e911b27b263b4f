package dev.jbpf.runtime.report;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.SourceLineText;
import dev.jbpf.elf.bpf.describe.JavaSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines that origins name, where the files are still there to be read: assembly by its path,
 * Java in {@code src/main/java} and {@code src/test/java} of the current folder.
 */
public final class OriginLines implements SourceLineText {
  private final JavaSources java =
      JavaSources.in(Path.of("src", "main", "java"), Path.of("src", "test", "java"));
  private final Map<String, List<String>> files = new HashMap<>();

  @Override
  public String at(Origin origin) {
    return find(origin).orElseGet(() -> NONE.at(origin));
  }

  private Optional<String> find(Origin origin) {
    if (origin instanceof Origin.Source source) {
      List<String> lines = files.computeIfAbsent(source.file(), OriginLines::read);
      return source.line() <= lines.size()
          ? Optional.of(lines.get(source.line() - 1))
          : Optional.empty();
    }
    return java.find(origin);
  }

  /** A message without its line is better than none. */
  private static List<String> read(String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path) ? Files.readAllLines(path) : List.of();
    } catch (InvalidPathException | IOException e) {
      return List.of();
    }
  }

  /** {@return the text of {@code diagnostic}, with its line if that can be read} */
  public String print(Diagnostic diagnostic) {
    return find(diagnostic.origin())
        .map(line -> DiagnosticPrinter.print(diagnostic, number -> line))
        .orElseGet(() -> DiagnosticPrinter.print(diagnostic));
  }
}
