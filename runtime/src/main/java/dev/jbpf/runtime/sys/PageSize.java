package dev.jbpf.runtime.sys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The size of a page of memory.
 *
 * <p>Source: getauxval(3); the kernel gives every process a list of numbers and their meanings.
 */
public final class PageSize {
  private static final Path AUXILIARY_VECTOR = Path.of("/proc/self/auxv");
  private static final long AT_PAGESZ = 6;

  private PageSize() {}

  /** 0 before it was read. */
  private static volatile int bytes;

  /** {@return the number of bytes: 4,096 on most machines} */
  public static int bytes() {
    int known = bytes;
    if (known == 0) {
      known = read();
      bytes = known;
    }
    return known;
  }

  private static int read() {
    try {
      ByteBuffer vector =
          ByteBuffer.wrap(Files.readAllBytes(AUXILIARY_VECTOR)).order(ByteOrder.nativeOrder());
      while (vector.remaining() >= 2 * Long.BYTES) {
        long meaning = vector.getLong();
        long value = vector.getLong();
        if (meaning == AT_PAGESZ) {
          return Math.toIntExact(value);
        }
      }
      throw new IllegalStateException("the kernel does not tell the size of a page");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + AUXILIARY_VECTOR + ": " + e.getMessage(), e);
    }
  }
}
