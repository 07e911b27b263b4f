package dev.jbpf.elf.bpf.describe;

import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of files as they are, where those can be read: with their indentation, which objects do
 * not keep.
 */
public final class FileLines implements SourceLineText {
  private final SourceLineText otherwise;
  private final Map<String, List<String>> files = new HashMap<>();

  /** Lines of files; of those that cannot be read, what {@code otherwise} has. */
  public FileLines(SourceLineText otherwise) {
    this.otherwise = otherwise;
  }

  /** {@return the same, with a text that is read already} */
  public FileLines with(String file, String text) {
    files.put(file, text.lines().toList());
    return this;
  }

  @Override
  public String at(Origin origin) {
    return find(origin).orElseGet(() -> otherwise.at(origin));
  }

  /** {@return the line at {@code origin}, if it is in a file that can be read} */
  public Optional<String> find(Origin origin) {
    if (!(origin instanceof Origin.Source source)) {
      return Optional.empty();
    }
    List<String> lines = files.computeIfAbsent(source.file(), FileLines::read);
    return source.line() <= lines.size()
        ? Optional.of(lines.get(source.line() - 1))
        : Optional.empty();
  }

  /** A message without its line is better than none. */
  private static List<String> read(String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path) ? Files.readAllLines(path) : List.of();
    } catch (InvalidPathException | IOException e) {
      return List.of();
    }
  }
}
