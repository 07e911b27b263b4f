package dev.jbpf.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;

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
        writeFile(new File(file), content);
      }
    } catch (InvalidPathException e) {
      throw new UsageException("not a file name: " + e.getMessage());
    } catch (IOException e) {
      throw UsageException.of("write", file, e);
    }
  }

  private static void writeFile(File file, Content content) throws IOException {
    if (file.exists() && !file.isFile()) {
      write(file, content); // A device or a pipe: nothing can take its place.
      return;
    }
    File folder = file.getAbsoluteFile().getParentFile();
    File part = new File(folder, "." + file.getName() + "." + System.nanoTime());
    try {
      write(part, content);
      if (!part.renameTo(file)) {
        Files.move(part.toPath(), file.toPath(), REPLACE_EXISTING, ATOMIC_MOVE);
      }
    } finally {
      part.delete();
    }
  }

  private static void write(File file, Content content) throws IOException {
    try (OutputStream out = new Pieces(open(file))) {
      content.writeTo(out);
    }
  }

  /** Channels start more slowly than a short file is written, but they tell what is wrong. */
  private static OutputStream open(File file) throws IOException {
    try {
      return new FileOutputStream(file);
    } catch (FileNotFoundException e) {
      return Files.newOutputStream(file.toPath());
    }
  }
}
