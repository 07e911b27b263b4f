package dev.jbpf.runtime.sys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where file systems are mounted, as the calling thread sees them.
 *
 * <p>Source: proc_pid_mountinfo(5).
 */
public final class Mounts {
  private static final Path LIST = Path.of("/proc/thread-self/mountinfo");
  private static final String SEPARATOR = " - ";
  private static final int PLACE = 4;
  private static final int OCTAL_DIGITS = 3;

  private Mounts() {}

  /**
   * {@return the folders where one of {@code type} is mounted: {@code cgroup2}; none if unknown}
   */
  public static List<Path> ofType(String type) {
    try {
      return ofType(type, Files.readAllLines(LIST, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return List.of();
    }
  }

  static List<Path> ofType(String type, List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains(SEPARATOR + type + " "))
        .map(Mounts::place)
        .toList();
  }

  /** {@return what each file system of {@code type} was mounted with: {@code mode=700}} */
  public static Map<Path, List<String>> options(String type) {
    try {
      return options(type, Files.readAllLines(LIST, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Map.of();
    }
  }

  static Map<Path, List<String>> options(String type, List<String> lines) {
    Map<Path, List<String>> found = new LinkedHashMap<>();
    lines.stream()
        .filter(line -> line.contains(SEPARATOR + type + " "))
        .forEach(line -> found.put(place(line), List.of(lastWord(line).split(","))));
    return found;
  }

  private static Path place(String line) {
    return Path.of(unescaped(line.split(" ")[PLACE]));
  }

  private static String lastWord(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  /** Blanks and their like are octal; what is not ASCII is UTF-8. */
  private static String unescaped(String place) {
    byte[] bytes = place.getBytes(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (int i = 0; i < bytes.length; i++, length++) {
      boolean isEscaped = bytes[i] == '\\' && i + OCTAL_DIGITS < bytes.length;
      bytes[length] =
          isEscaped
              ? (byte) Integer.parseInt(place.substring(i + 1, i + 1 + OCTAL_DIGITS), 8)
              : bytes[i];
      i += isEscaped ? OCTAL_DIGITS : 0;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
