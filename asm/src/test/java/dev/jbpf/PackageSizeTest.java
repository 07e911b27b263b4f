package dev.jbpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package is small enough to be taken in at a glance. */
class PackageSizeTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final long MOST = 20;

  /** Packages that are larger, and how large they may be at most. */
  private static final Map<String, Long> LARGER =
      Map.of("classic", 26L, "elf", 30L, "elf/bpf", 42L, "map", 34L);

  private static Map<String, Long> sizes() throws IOException {
    Path root = SOURCES.resolve("dev/jbpf");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(
              Collectors.groupingBy(
                  file -> root.relativize(file.getParent()).toString(),
                  TreeMap::new,
                  Collectors.counting()));
    }
  }

  @Test
  void noPackageIsLarge() throws IOException {
    assertThat(sizes())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            (name, size) ->
                assertThat(size).as(name).isLessThanOrEqualTo(LARGER.getOrDefault(name, MOST)));
  }
}
