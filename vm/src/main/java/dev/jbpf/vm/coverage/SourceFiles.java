package dev.jbpf.vm.coverage;

import java.io.IOException;
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
          .map(Path::toAbsolutePath)
          .map(Path::normalize);
    } catch (InvalidPathException e) {
      return Optional.empty();
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
