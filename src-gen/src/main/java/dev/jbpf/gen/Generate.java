package dev.jbpf.gen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the generated sources of all modules, and removes those that are no longer generated:
 * {@code Generate ROOT [write]}. As {@code Generate ROOT check} it writes nothing, names the files
 * that differ, and ends with 1 if there are any.
 */
public final class Generate {
  private static final String CHECK = "check";

  private Generate() {}

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Set<Path> stale = stale(root);
    if (args.length < 2 || !args[1].equals(CHECK)) {
      write(root);
    } else if (!stale.isEmpty()) {
      stale.forEach(path -> System.err.println("not as src-gen generates it: " + path));
      System.exit(1);
    }
  }

  /** {@return the paths below {@code root} that differ from what would be generated} */
  static Set<Path> stale(Path root) throws IOException {
    Map<Path, String> wanted = wanted();
    Map<Path, String> found = found(root, wanted.keySet());
    Set<Path> paths = new TreeSet<>(wanted.keySet());
    paths.addAll(found.keySet());
    paths.removeIf(path -> wanted.getOrDefault(path, "").equals(found.getOrDefault(path, "")));
    return paths;
  }

  private static void write(Path root) throws IOException {
    Map<Path, String> wanted = wanted();
    for (Path path : stale(root)) {
      Path file = root.resolve(path);
      if (wanted.containsKey(path)) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, wanted.get(path));
      } else {
        Files.delete(file);
      }
    }
  }

  private static Map<Path, String> wanted() {
    return AllSources.all().stream()
        .collect(Collectors.toMap(Generated::path, Generated::text, (a, b) -> a, TreeMap::new));
  }

  /** {@return what is in the folders of generated sources now} */
  private static Map<Path, String> found(Path root, Set<Path> wanted) throws IOException {
    Map<Path, String> found = new TreeMap<>();
    for (Path module : wanted.stream().map(path -> path.getName(0)).distinct().toList()) {
      Path folder = root.resolve(module).resolve(Generated.FOLDER);
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            found.put(root.relativize(file), Files.readString(file));
          }
        }
      }
    }
    return found;
  }
}
