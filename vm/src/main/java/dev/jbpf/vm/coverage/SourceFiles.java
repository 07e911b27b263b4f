package dev.jbpf.vm.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the sources are that programs name.
 *
 * @param roots folders that names may start from, besides the present one
 */
public record SourceFiles(List<Path> roots) {
  private static final long LARGEST = 1 << 24;

  /** Where Maven and Gradle have them. */
  public static final SourceFiles USUAL =
      new SourceFiles(
          Stream.of(
                  "src/main/java",
                  "src/test/java",
                  "src/main/resources",
                  "src/test/resources",
                  "src/main/bpf",
                  "src/test/bpf",
                  "src/main/c")
              .map(Path::of)
              .toList());

  /** Keeps a copy. */
  public SourceFiles {
    roots = List.copyOf(roots);
  }

  /** {@return the file of that name, if there is one} */
  public Optional<Path> find(String name) {
    try {
      Path path = Path.of(name);
      return Stream.concat(Stream.of(path), roots.stream().map(root -> root.resolve(path)))
          .filter(Files::isRegularFile)
          .findFirst()
          .or(() -> inPackage(name))
          .map(Path::toAbsolutePath)
          .map(Path::normalize);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Objects name a class's file without its package: it is taken if only one has that name. */
  private Optional<Path> inPackage(String name) {
    if (!name.endsWith(".java") || name.contains("/")) {
      return Optional.empty();
    }
    List<Path> all = roots.stream().flatMap(root -> below(root, name)).limit(2).toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  private static Stream<Path> below(Path root, String name) {
    if (!Files.isDirectory(root)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.endsWith(name)).toList().stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty();
    }
  }

  /** {@return its lines; none if it is not there, or not to be read} */
  List<String> lines(String name) {
    Optional<Path> file = find(name);
    try {
      return file.isPresent() && Files.size(file.get()) <= LARGEST
          ? new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
