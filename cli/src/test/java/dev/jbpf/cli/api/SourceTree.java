package dev.jbpf.cli.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java files of the repository, whichever module they are of.
 *
 * @param files sorted, those that say of packages and modules left out
 */
record SourceTree(List<Path> files) {
  private static final List<String> FOLDERS =
      List.of("src/main/java", "src/generated/java", "src/test/java");

  static SourceTree of(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return new SourceTree(
          modules
              .flatMap(module -> FOLDERS.stream().map(module::resolve))
              .filter(Files::isDirectory)
              .flatMap(SourceTree::javaFiles)
              .sorted(Comparator.comparing(Path::toString))
              .toList());
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(SourceTree::isClass).toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be read", e);
    }
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java") && !name.contains("-info");
  }

  /** {@return those that are written by hand and delivered} */
  SourceTree main() {
    return new SourceTree(
        files.stream().filter(file -> file.toString().contains("src/main/java")).toList());
  }

  /** {@return the names of the classes that files are named after} */
  Set<String> classes() {
    return files.stream().map(SourceTree::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@return a file's class, with its package} */
  static String name(Path file) {
    String inside = file.toString().replaceFirst(".*/java/", "");
    return inside.substring(0, inside.length() - ".java".length()).replace('/', '.');
  }
}
