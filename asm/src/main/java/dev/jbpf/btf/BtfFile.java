package dev.jbpf.btf;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the file of a kernel's types. */
final class BtfFile {
  /** What a stream reads without memory of its own; the kernel gives a page at a time. */
  private static final int AT_ONCE = 8192;

  private BtfFile() {}

  /**
   * {@return what is in {@code file}} In small parts: asked for all that is left, as {@link
   * Files#readAllBytes} does, the JVM makes room for all of it each time, and gets a page.
   */
  static byte[] bytes(Path file) throws IOException {
    return file.getFileSystem() == FileSystems.getDefault()
        ? inParts(file)
        : Files.readAllBytes(file);
  }

  private static byte[] inParts(Path file) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(Math.min(Files.size(file), Integer.MAX_VALUE - 8))];
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      int at = 0;
      int got = 0;
      while (got >= 0 && at < bytes.length) {
        got = in.read(bytes, at, Math.min(AT_ONCE, bytes.length - at));
        at += Math.max(0, got);
      }
      return at < bytes.length ? Arrays.copyOf(bytes, at) : bytes;
    }
  }
}
