package dev.jbpf.runtime.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What {@code /proc} tells of a descriptor: a name, a colon and a value a line.
 *
 * <p>Source: proc_pid_fdinfo(5).
 */
final class FdInfo {
  private FdInfo() {}

  /** {@return the values by their names; none of a descriptor that is gone} */
  static Map<String, String> read(Path file) {
    Map<String, String> values = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          values.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return values;
  }

  /** {@return that value, if it is there and a number} */
  static OptionalLong number(Map<String, String> values, String name) {
    String text = values.getOrDefault(name, "");
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
