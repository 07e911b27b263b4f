package dev.jbpf.runtime.sys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of {@code /proc} whose lines are {@code NAME: VALUE}, or that hold a number. */
public final class ProcFile {
  private ProcFile() {}

  /** {@return the number that {@code file}, such as one of {@code /proc/sys}, holds, if it does} */
  public static OptionalLong number(Path file) {
    try {
      // Not readString: it asks for the digits one by one, and here only the first read gives any.
      return OptionalLong.of(Long.parseLong(Files.readAllLines(file).get(0).strip()));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }

  /** {@return what {@code file} says, by name; nothing if it cannot be read} */
  public static Map<String, String> facts(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split(":\\s*", 2))
          .filter(parts -> parts.length == 2)
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a));
    } catch (IOException e) {
      return Map.of();
    }
  }
}
