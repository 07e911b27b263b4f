package dev.jbpf.cli.console;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output that remembers its first failure. Print streams, picocli's writers and examples
 * swallow theirs, so that a full disk would pass for success.
 */
public final class StandardOutput extends OutputStream {
  private final OutputStream out;
  private Optional<IOException> failure = Optional.empty();

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** {@return whether it is a terminal that somebody looks at; known on Linux only} */
  public boolean isTerminal() {
    if (!(out instanceof FileOutputStream)) {
      return false;
    }
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** {@return why something could not be written; empty as long as all went well} */
  public Optional<IOException> failure() {
    return failure;
  }

  /** {@return whether it was a pipe whose reader has gone: who has read enough is told nothing} */
  public boolean isAbandoned() {
    return failure.isPresent()
        && String.valueOf(failure.get().getMessage())
            .toLowerCase(Locale.ROOT)
            .contains("broken pipe");
  }

  /**
   * Flushes, and makes sure that everything so far was written.
   *
   * @throws UsageException if it was not
   */
  public void check() {
    try {
      flush();
    } catch (IOException e) {
      throw UsageException.of("write", "standard output", e);
    }
    if (failure.isPresent()) {
      throw UsageException.of("write", "standard output", failure.get());
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      throw remember(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remember(e);
    }
  }

  private IOException remember(IOException e) {
    if (failure.isEmpty()) {
      failure = Optional.of(e);
    }
    return e;
  }
}
