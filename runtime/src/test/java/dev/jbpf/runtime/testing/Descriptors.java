package dev.jbpf.runtime.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file descriptors of this process. */
public final class Descriptors {
  private static final Path OPEN = Path.of("/proc/self/fd");

  private Descriptors() {}

  /** {@return how many are open that belong to eBPF or are sockets} */
  public static long count() {
    return targets().size();
  }

  /** {@return what those that are counted lead to} */
  static List<String> targets() {
    try (Stream<Path> open = Files.list(OPEN)) {
      return open.map(Descriptors::target).filter(Descriptors::isCounted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // Closed by now.
    }
  }

  /** The JVM opens and closes jars as it likes. */
  private static boolean isCounted(String target) {
    return target.startsWith("anon_inode:") || target.startsWith("socket:");
  }
}
