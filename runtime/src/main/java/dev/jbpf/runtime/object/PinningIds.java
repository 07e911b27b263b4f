package dev.jbpf.runtime.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The ways to pin that this machine's administrator has numbered, each a folder in the BPF file
 * system: lines such as {@code 4 foo/bar} of iproute2's {@code bpf_pinning}.
 *
 * <p>Source: {@code tc-bpf(8)}; the numbers below 3 are iproute2's own.
 */
record PinningIds(List<Path> files) {
  /** What iproute2 reads: the administrator's file, or else the one that came with it. */
  static final PinningIds SYSTEM =
      new PinningIds(
          List.of(
              Path.of("/etc/iproute2/bpf_pinning"), Path.of("/usr/share/iproute2/bpf_pinning")));

  private static final int FIRST = 3;

  /** {@return the folder of that number, in the BPF file system} */
  Optional<Path> folder(int id) {
    if (id < FIRST) {
      return Optional.empty();
    }
    return files.stream().filter(Files::isReadable).findFirst().flatMap(file -> folder(file, id));
  }

  private static Optional<Path> folder(Path file, int id) {
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.strip().split("\\s+", 3);
        if (words.length > 1 && words[0].equals(number(words[0], id))) {
          return Optional.of(Path.of(words[1].replaceFirst("^/+", "")));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As iproute2 takes numbers: decimal, or hexadecimal behind {@code 0x}. */
  private static String number(String word, int id) {
    return word.startsWith("0x") ? "0x" + Integer.toHexString(id) : Integer.toString(id);
  }
}
