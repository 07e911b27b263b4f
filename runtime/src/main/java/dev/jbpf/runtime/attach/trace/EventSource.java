package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.error.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What the kernel tells about a kind of performance event that has no fixed number. */
public final class EventSource {
  private static final Path ALL = Path.of("/sys/bus/event_source/devices");
  private static final String CONFIG_BIT = "config:";

  private EventSource() {}

  /** {@return the number of the kind of event of that name, if this kernel has it} */
  public static OptionalInt type(String name) {
    Path file = ALL.resolve(name).resolve("type");
    return Files.exists(file) ? OptionalInt.of(Integer.parseInt(read(file))) : OptionalInt.empty();
  }

  /** {@return the bit of {@code config} that asks for a probe at the return of a function} */
  static long returnBit(String name) {
    String format = read(ALL.resolve(name).resolve("format").resolve("retprobe"));
    return 1L << Integer.parseInt(format.substring(CONFIG_BIT.length()));
  }

  /** {@return the lowest of the bits of {@code config} that say where a counter is in the file} */
  static int counterShift(String name) {
    Path format = ALL.resolve(name).resolve("format").resolve("ref_ctr_offset");
    if (!Files.exists(format)) {
      throw new SyscallException(
          "cannot count who looks at a probe",
          Errno.EOPNOTSUPP,
          "This kernel keeps no such counters, as older than 4.20");
    }
    return Integer.parseInt(read(format).substring(CONFIG_BIT.length()).split("-")[0]);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
