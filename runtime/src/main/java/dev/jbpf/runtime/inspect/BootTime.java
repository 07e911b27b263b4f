package dev.jbpf.runtime.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * When the machine was started: the kernel counts times from then on.
 *
 * <p>Source: proc_uptime(5), in hundredths of seconds.
 */
final class BootTime {
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final int MILLIS = 1000;

  private BootTime() {}

  /** {@return the moment that long after the start, to the second} */
  static Instant instant(Duration sinceStart) {
    try {
      String text = Files.readString(UPTIME);
      long uptime = (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * MILLIS);
      Instant start = Instant.ofEpochMilli(System.currentTimeMillis() - uptime);
      return Instant.ofEpochSecond(start.plus(sinceStart).getEpochSecond());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + UPTIME, e);
    }
  }
}
