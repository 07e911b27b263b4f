package dev.jbpf.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file that a command reads, as a whole.
 *
 * @param name its name in messages
 * @param bytes what it holds
 */
record Input(String name, byte[] bytes) {
  /** Stands for standard input, and for standard output. */
  static final String STANDARD = "-";

  private static final int PIECE = 1 << 16;
  private static final int MOST = Integer.MAX_VALUE - 8;
  private static final String STANDARD_NAME = "<stdin>";

  /**
   * {@return the contents of {@code file}, or of standard input for {@code -}}
   *
   * @throws UsageException if it cannot be read
   */
  static Input read(String file, Console console) {
    try {
      return file.equals(STANDARD)
          ? new Input(STANDARD_NAME, console.in().readAllBytes())
          : new Input(file, readAll(file));
    } catch (InvalidPathException e) {
      throw new UsageException("not a file name: " + e.getMessage());
    } catch (IOException e) {
      throw UsageException.of("read", file, e);
    }
  }

  /** In pieces: the JVM copies as a whole what it is to read at once. */
  private static byte[] readAll(String file) throws IOException {
    try (InputStream in = open(file)) {
      byte[] bytes = new byte[(int) Math.min(MOST, new File(file).length())];
      int size = 0;
      for (int read = 0; read >= 0 && size < bytes.length; size += Math.max(0, read)) {
        read = in.read(bytes, size, Math.min(PIECE, bytes.length - size));
      }
      byte[] rest = in.readAllBytes(); // A pipe or a device does not tell its size.
      if (rest.length == 0 && size == bytes.length) {
        return bytes;
      }
      byte[] all = Arrays.copyOf(bytes, size + rest.length);
      System.arraycopy(rest, 0, all, size, rest.length);
      return all;
    }
  }

  /** Channels start more slowly than a short file is read, but they tell what is wrong. */
  private static InputStream open(String file) throws IOException {
    try {
      return new FileInputStream(file);
    } catch (FileNotFoundException e) {
      return Files.newInputStream(Path.of(file));
    }
  }

  /** {@return whether it came from standard input} */
  boolean isStandard() {
    return name.equals(STANDARD_NAME);
  }
}
