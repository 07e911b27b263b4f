package dev.jbpf.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many values a per-CPU map has: the possible CPUs, online or not. */
final class Cpus {
  private static final Path POSSIBLE = Path.of("/sys/devices/system/cpu/possible");

  private Cpus() {}

  private static final class Count {
    static final int VALUE = read();
  }

  static int possible() {
    return Count.VALUE;
  }

  private static int read() {
    try {
      return parse(Files.readString(POSSIBLE).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the number of CPUs", e);
    }
  }

  /** {@return the number of CPUs up to the last one of a list such as {@code 0-3,8}} */
  static int parse(String list) {
    String last = list.substring(Math.max(list.lastIndexOf(','), list.lastIndexOf('-')) + 1);
    return Integer.parseInt(last) + 1;
  }
}
