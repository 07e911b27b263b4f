package dev.jbpf.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What users may rely on, against the pages in {@code api}. {@code .ci/api} writes these anew, for
 * what is meant to change.
 */
class ApiTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGES = ROOT.resolve("api");
  private static final Path REPORT = Path.of("target", "api-changes.txt");

  /** As many types as users are given, generated ones included: more are to be said here. */
  private static final int MOST_TYPES = 557;

  private static final Map<Path, ApiListing> MODULES = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    List<Path> folders;
    try (Stream<Path> found = Files.list(ROOT)) {
      folders =
          found
              .filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
              .sorted()
              .toList();
    }
    for (Path folder : folders) {
      MODULES.put(PAGES.resolve(folder.getFileName() + ".txt"), ApiListing.of(folder));
    }
  }

  @Test
  void nothingIsTakenAwayWithoutSayingSo() throws IOException {
    if ("write".equals(System.getProperty("api.mode"))) {
      write();
    }
    for (Map.Entry<Path, ApiListing> module : MODULES.entrySet()) {
      Set<String> gone = new TreeSet<>(Files.readAllLines(module.getKey()));
      gone.removeAll(module.getValue().lines());
      assertThat(gone)
          .as("What %s lists and users no longer have. If it is meant: .ci/api", module.getKey())
          .isEmpty();
    }
  }

  /**
   * What came in since the pages were written is told, in the build's output and {@code
   * target/api-changes.txt}; it fails nothing.
   */
  @Test
  void whatIsNewIsReported() throws IOException {
    List<String> changes = new ArrayList<>();
    for (Map.Entry<Path, ApiListing> module : MODULES.entrySet()) {
      changes.addAll(added(Files.readAllLines(module.getKey()), module.getValue().lines()));
    }
    Files.write(REPORT, changes);
    if (!changes.isEmpty()) {
      System.out.println("API: " + changes.size() + " lines are new; .ci/api writes them down");
      changes.forEach(System.out::println);
    }
    assertThat(added(List.of("a", "b"), Set.of("b", "c"))).containsExactly("+ c");
  }

  private static List<String> added(List<String> before, Set<String> now) {
    Set<String> known = Set.copyOf(before);
    return now.stream().filter(line -> !known.contains(line)).map(line -> "+ " + line).toList();
  }

  private static void write() throws IOException {
    Files.createDirectories(PAGES);
    for (Map.Entry<Path, ApiListing> module : MODULES.entrySet()) {
      Files.write(module.getKey(), module.getValue().lines());
    }
  }

  @Test
  void usersHaveNoMoreTypesThanTheyNeed() {
    assertThat(MODULES.values().stream().mapToInt(ApiListing::types).sum())
        .as("types that everybody is given")
        .isBetween(1, MOST_TYPES);
  }

  @Test
  void allOfItIsDocumented() {
    assertThat(MODULES.values()).flatExtracting(ApiListing::undocumented).isEmpty();
  }
}
