package dev.jbpf.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;

/** Writes a command's result: all of it, or nothing. */
public final class Output {
  private Output() {}

  private record Bytes(byte[] bytes) implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** What is written, from its first byte to its last. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;

    /** {@return these bytes} */
    static Content of(byte[] bytes) {
      return new Bytes(bytes);
    }
  }

  /** Passes long arrays on in pieces: the JVM copies as a whole what it is to write at once. */
  static final class Pieces extends FilterOutputStream {
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
  public static void write(String file, byte[] bytes, Console console) {
    write(file, Content.of(bytes), console);
  }

  /**
   * Writes {@code content} to {@code file}, or to standard output for {@code -}. A file appears
   * under its name only when it is complete.
   *
   * @throws UsageException if it cannot be written, or was read
   */
  public static void write(String file, Content content, Console console) {
    try {
      if (file.equals(InputFile.STANDARD)) {
        content.writeTo(new Pieces(console.out()));
        console.out().flush();
      } else {
        checked(file, console).write(content);
      }
    } catch (IOException | InvalidPathException e) {
      throw failed(file, e);
    }
  }

  /** Removes {@code file}, which an earlier run may have left: a failed one leaves no output. */
  public static void discard(String file, Console console) {
    try {
      if (!file.equals(InputFile.STANDARD)) {
        checked(file, console).remove();
      }
    } catch (IOException | InvalidPathException e) {
      throw failed(file, e);
    }
  }

  private static OutputFile checked(String file, Console console) throws IOException {
    OutputFile output = OutputFile.of(file);
    if (console.files().have(output)) {
      throw new UsageException(
          "cannot write " + file + ": it is read too; name another output with -o");
    }
    return output;
  }

  private static UsageException failed(String file, Exception e) {
    return e instanceof IOException io
        ? UsageException.of("write", file, io)
        : new UsageException("not a file name: " + e.getMessage());
  }
}
