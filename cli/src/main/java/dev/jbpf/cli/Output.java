package dev.jbpf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a command's result: all of it, or nothing. */
final class Output {
  private Output() {}

  /**
   * Writes {@code bytes} to {@code file}, or to standard output for {@code -}. A file appears under
   * its name only when it is complete.
   *
   * @throws UsageException if it cannot be written
   */
  static void write(String file, byte[] bytes, Console console) {
    try {
      if (file.equals(Input.STANDARD)) {
        console.out().write(bytes);
        console.out().flush();
      } else {
        writeFile(Path.of(file), bytes);
      }
    } catch (InvalidPathException e) {
      throw new UsageException("not a file name: " + e.getMessage());
    } catch (IOException e) {
      throw UsageException.of("write", file, e);
    }
  }

  private static void writeFile(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.write(file, bytes); // A device or a pipe: nothing can take its place.
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    Path part = folder.resolve("." + file.getFileName() + "." + System.nanoTime());
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
