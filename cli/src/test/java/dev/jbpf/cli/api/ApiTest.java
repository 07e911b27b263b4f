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
import java.util.regex.Pattern;
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
  private static final Path ARCHETYPE = ROOT.resolve("archetype/src/main/resources");
  private static final Path REPORT = Path.of("target", "api-changes.txt");

  /** As many types as users are given, generated ones included: more are to be said here. */
  private static final int MOST_TYPES = 491;

  private static final Pattern IMPORT =
      Pattern.compile(
          "^ *import (?:static )?(dev\\.jbpf(?!\\.examples|\\.gen)[.a-z]*)\\.[A-Z]",
          Pattern.MULTILINE);

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

  /** Examples may reach inside only for the networks that they run in. */
  @Test
  void whatIsShownToUsersImportsWhatTheyAreGiven() throws IOException {
    Set<String> given = new TreeSet<>();
    MODULES.values().forEach(module -> given.addAll(module.packages()));
    Set<String> inside = new TreeSet<>();
    for (Path folder : List.of(ROOT.resolve("docs"), ROOT.resolve("examples"), ARCHETYPE)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(ApiTest::isShown).toList()) {
          IMPORT
              .matcher(Files.readString(file))
              .results()
              .map(match -> match.group(1))
              .filter(name -> !given.contains(name))
              .forEach(name -> inside.add(file.getFileName() + " imports " + name));
        }
      }
    }
    assertThat(given).contains("dev.jbpf.runtime", "dev.jbpf.dsl.value");
    assertThat(inside).isEmpty();
  }

  private static boolean isShown(Path file) {
    String path = file.toString();
    return path.matches(".*\\.(java|md)")
        && !path.matches(".*/(test|support|target)/.*|.*/ControlGroup.java");
  }

  @Test
  void allOfItIsDocumented() {
    assertThat(MODULES.values()).flatExtracting(ApiListing::undocumented).isEmpty();
  }
}
