package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults of docs/testing.md: whole, and each row held by the test that it names. */
class KitFaultTableTest {
  private static final int OF_KIT = 11;
  private static final int OF_MACHINE = 12;
  private static final Pattern ROW =
      Pattern.compile("^\\| ([KV]\\d+) \\|.*\\| `(\\w+)\\.(\\w+)` \\|$", Pattern.MULTILINE);

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("..", "docs", "testing.md"))).results().toList();
  }

  @Test
  void eachFaultHasARow() throws IOException {
    assertThat(rows().stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(
            Stream.concat(numbered("K", OF_KIT), numbered("V", OF_MACHINE)).toList());
  }

  private static Stream<String> numbered(String kind, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> kind + number);
  }

  /** And the number stands before the test, or before all tests of the class. */
  @Test
  void eachRowNamesATest() throws IOException {
    for (MatchResult row : rows()) {
      String source = source(row.group(2));
      int method = source.indexOf("void " + row.group(3) + "(");
      assertThat(method).as(row.group()).isPositive();
      String before = source.substring(source.lastIndexOf("\n  }\n", method) + 1, method);
      String ofAll = source.substring(0, source.indexOf("\nclass "));
      assertThat(before + ofAll).as(row.group()).containsPattern("\\b" + row.group(1) + "\\b");
    }
  }

  private static String source(String test) throws IOException {
    for (String module : List.of("testkit", "vm")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
        List<Path> found = files.filter(path -> path.endsWith(test + ".java")).toList();
        if (!found.isEmpty()) {
          return Files.readString(found.get(0));
        }
      }
    }
    throw new AssertionError("there is no " + test);
  }
}
