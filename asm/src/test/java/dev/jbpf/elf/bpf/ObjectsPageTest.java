package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/objects.md} lists the sections that {@link ProgramSection} knows. */
class ObjectsPageTest {
  @Test
  void thePageIsTheTable() throws IOException {
    List<String> expected =
        ProgramSection.all().stream()
            .map(
                section ->
                    String.format(
                        "| `%s%s` | %s | %s |",
                        section.name(),
                        section.takesTarget() ? "/…" : "",
                        section.type(),
                        section.attachType().map(Enum::toString).orElse("")))
            .toList();
    List<String> rows =
        Files.readAllLines(Path.of("../docs/objects.md")).stream()
            .filter(line -> line.matches("\\| `[^|]*\\|[^|]*\\|[^|]*\\|[^|]*\\|"))
            .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1))
            .toList();
    assertThat(rows).containsExactlyElementsOf(expected);
  }
}
