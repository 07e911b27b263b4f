package dev.jbpf.elf.bpf.describe;

import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the lines of Java that programs were built in, where the sources are at hand; of others it
 * gives class and method.
 */
public final class JavaSources implements SourceLineText {
  private static final String ENDING = "java";

  /** {@code MODULE/src/main/java} is this far down. */
  private static final int DEPTH = 4;

  private final List<Path> roots;
  private final Map<Path, List<String>> files = new HashMap<>();

  private JavaSources(List<Path> roots) {
    this.roots = roots;
  }

  /** {@return the sources in these folders, which the packages are folders in} */
  public static JavaSources in(Path... roots) {
    return new JavaSources(List.of(roots));
  }

  /**
   * {@return the sources of the project in {@code folder}: what is in folders {@code src/main/java}
   * and the like, of the project and its modules}
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static JavaSources below(Path folder) {
    try (Stream<Path> all = Files.find(folder, DEPTH, (path, about) -> isRoot(path))) {
      return new JavaSources(all.sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRoot(Path path) {
    int names = path.getNameCount();
    return names >= 3
        && path.endsWith(ENDING)
        && path.getName(names - 3).toString().equals("src")
        && Files.isDirectory(path);
  }

  @Override
  public String at(Origin origin) {
    return find(origin).orElseGet(() -> NONE.at(origin));
  }

  /** {@return the line at {@code origin}, if its file is there} */
  public Optional<String> find(Origin origin) {
    if (!(origin instanceof Origin.Java java)) {
      return Optional.empty();
    }
    List<String> lines = files.computeIfAbsent(path(java), this::read);
    return java.line() >= 1 && java.line() <= lines.size()
        ? Optional.of(lines.get(java.line() - 1))
        : Optional.empty();
  }

  private static Path path(Origin.Java java) {
    int dot = java.className().lastIndexOf('.');
    String folder = dot < 0 ? "" : java.className().substring(0, dot).replace('.', '/');
    return Path.of(folder, java.file());
  }

  /** A description without the line is better than none. */
  private List<String> read(Path path) {
    for (Path root : roots) {
      try {
        if (Files.isRegularFile(root.resolve(path))) {
          return Files.readAllLines(root.resolve(path));
        }
      } catch (IOException unreadable) {
        return List.of();
      }
    }
    return List.of();
  }
}
