package dev.jbpf.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a command's result: all of it, or nothing. */
final class Output {
  private Output() {}

  private record Bytes(byte[] bytes) implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** What is written, from its first byte to its last. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;

    /** {@return these bytes} */
    static Content of(byte[] bytes) {
      return new Bytes(bytes);
    }
  }

  /** Passes long arrays on in pieces: the JVM copies as a whole what it is to write at once. */
  private static final class Pieces extends FilterOutputStream {
    private static final int SIZE = 1 << 16;

    Pieces(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int end = from + count;
      for (int at = from; at < end; at += SIZE) {
        out.write(bytes, at, Math.min(SIZE, end - at));
      }
    }
  }

  /** Writes {@code bytes} as {@link #write(String, Content, Console)} does. */
  static void write(String file, byte[] bytes, Console console) {
    write(file, Content.of(bytes), console);
  }

  /**
   * Writes {@code content} to {@code file}, or to standard output for {@code -}. A file appears
   * under its name only when it is complete.
   *
   * @throws UsageException if it cannot be written
   */
  static void write(String file, Content content, Console console) {
    try {
      if (file.equals(Input.STANDARD)) {
        content.writeTo(new Pieces(console.out()));
        console.out().flush();
      } else {
        writeFile(Path.of(file), content);
      }
    } catch (InvalidPathException e) {
      throw new UsageException("not a file name: " + e.getMessage());
    } catch (IOException e) {
      throw UsageException.of("write", file, e);
    }
  }

  private static void writeFile(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      write(file, content); // A device or a pipe: nothing can take its place.
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    Path part = folder.resolve("." + file.getFileName() + "." + System.nanoTime());
    try {
      write(part, content);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Path file, Content content) throws IOException {
    try (OutputStream out = new Pieces(Files.newOutputStream(file))) {
      content.writeTo(out);
    }
  }
}
