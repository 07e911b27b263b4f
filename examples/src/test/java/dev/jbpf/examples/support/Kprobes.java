package dev.jbpf.examples.support;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this kernel has kprobes. */
public final class Kprobes {
  private static final Path SOURCE = Path.of("/sys/bus/event_source/devices/kprobe");

  private Kprobes() {}

  /** {@return whether it has} */
  public static boolean exist() {
    return Files.exists(SOURCE);
  }
}
