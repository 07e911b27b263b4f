package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The 22 kinds of objects that other loaders took, and this one did not, or took for something
 * else: a test's name says which it shows, and each has one.
 */
class OddObjectsListTest {
  private static final int KINDS = 22;
  private static final Pattern NAME = Pattern.compile("@DisplayName\\(\\s*\"(O\\d+(?:, O\\d+)*):");

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> kinds(Path file) {
    return NAME.matcher(text(file))
        .results()
        .map((MatchResult found) -> found.group(1).split(", "))
        .flatMap(Stream::of)
        .toList();
  }

  @Test
  void eachKindHasATest() throws IOException {
    Map<String, TreeSet<String>> tests = new TreeMap<>();
    for (String module : List.of("asm", "vm", "runtime", "cli")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
        files
            .filter(file -> file.toString().endsWith("Test.java"))
            .forEach(
                file ->
                    kinds(file)
                        .forEach(
                            kind ->
                                tests
                                    .computeIfAbsent(kind, unused -> new TreeSet<>())
                                    .add(String.valueOf(file.getFileName()))));
      }
    }
    assertThat(tests.keySet())
        .as("kinds that tests name: %s", tests)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, KINDS).mapToObj(kind -> "O" + kind).toList());
  }
}
