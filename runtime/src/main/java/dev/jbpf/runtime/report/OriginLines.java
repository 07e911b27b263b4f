package dev.jbpf.runtime.report;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.bpf.describe.FileLines;
import dev.jbpf.elf.bpf.describe.JavaSources;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines that origins name, where the files are still there to be read: assembly by its path,
 * Java in {@code src/main/java} and {@code src/test/java} of the current folder.
 */
public final class OriginLines implements SourceLineText {
  private final JavaSources java =
      JavaSources.in(Path.of("src", "main", "java"), Path.of("src", "test", "java"));
  private final FileLines files = new FileLines(NONE);

  @Override
  public String at(Origin origin) {
    return find(origin).orElseGet(() -> NONE.at(origin));
  }

  private Optional<String> find(Origin origin) {
    return origin instanceof Origin.Source ? files.find(origin) : java.find(origin);
  }

  /** {@return the text of {@code diagnostic}, with its line if that can be read} */
  public String print(Diagnostic diagnostic) {
    return find(diagnostic.origin())
        .map(line -> DiagnosticPrinter.print(diagnostic, number -> line))
        .orElseGet(() -> DiagnosticPrinter.print(diagnostic));
  }
}
