package dev.jbpf.methods.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sources beside the tests, in folders of the versions of Java that they need. */
final class LanguageSources {
  private LanguageSources() {}

  /** {@return those that this JDK's compiler knows, by their classes' names} */
  static Map<String, String> in(String folder) {
    Map<String, String> all = new TreeMap<>();
    IntStream.of(17, 21)
        .filter(version -> version <= Runtime.version().feature())
        .forEach(version -> all.putAll(of(folder, version)));
    return all;
  }

  /** {@return those of one version} */
  static Map<String, String> of(String folder, int version) {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources", folder, "" + version))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        all.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
