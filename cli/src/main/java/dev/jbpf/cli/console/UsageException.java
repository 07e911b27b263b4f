package dev.jbpf.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A command that cannot start: the message says why, in one line. Exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /** A file that cannot be read or written. */
  public static UsageException of(String doing, String file, IOException cause) {
    return new UsageException("cannot " + doing + " " + file + ": " + reason(cause));
  }

  /** {@return why a file cannot be read or written, in words} */
  static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (cause instanceof AccessDeniedException) {
      return "permission denied";
    } else if (cause instanceof FileSystemException fs && fs.getReason() != null) {
      return fs.getReason();
    }
    return String.valueOf(cause.getMessage());
  }
}
