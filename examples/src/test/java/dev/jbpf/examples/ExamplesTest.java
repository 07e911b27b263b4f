package dev.jbpf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.examples.support.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written about examples is complete. */
class ExamplesTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void eachHasARowInTheTableAndTheReadmeThatItLinks() throws IOException {
    String table = Files.readString(DOCS.resolve("examples.md"));
    for (Example example : Examples.all()) {
      Matcher row =
          Pattern.compile("\\| \\[" + example.name() + "]\\(([^)]+)\\) \\|").matcher(table);
      assertThat(row.find()).as("a row for " + example.name()).isTrue();
      assertThat(DOCS.resolve(row.group(1)))
          .content()
          .contains("# ", example.name(), "./jbpf example " + example.name(), "Linux");
    }
  }
}
