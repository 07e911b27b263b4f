package dev.jbpf.runtime.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The file descriptors of this process. */
public final class Descriptors {
  private static final Path OPEN = Path.of("/proc/self/fd");

  private Descriptors() {}

  /** {@return how many are open that belong to eBPF or are sockets} */
  public static long count() {
    try (Stream<Path> open = Files.list(OPEN)) {
      return open.filter(Descriptors::isCounted).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JVM opens and closes jars as it likes. */
  private static boolean isCounted(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("anon_inode:") || target.startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
