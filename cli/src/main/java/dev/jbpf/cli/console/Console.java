package dev.jbpf.cli.console;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams of a command, so that tests can give their own.
 *
 * @param in standard input, as bytes
 * @param out standard output, as bytes; who writes flushes
 * @param err for messages, UTF-8
 * @param files reads files, and knows which were read
 */
public record Console(InputStream in, StandardOutput out, PrintStream err, ReadFiles files) {

  /** Streams that nobody watches yet. */
  public Console(InputStream in, OutputStream out, PrintStream err) {
    this(in, new StandardOutput(out), err, new ReadFiles());
  }

  /** {@return the streams of this process} */
  public static Console ofProcess() {
    return new Console(
        // A FileInputStream reads all bytes of files only: it asks a pipe for its position.
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /**
   * Ends a command, which is to call this last: what could not be written is a failure, whoever
   * wrote it.
   *
   * @param command what the user calls it
   * @param code the exit code that it has otherwise
   * @return {@code code}, or {@link ExitCode#USAGE} if output got lost, {@link ExitCode#UNREAD} if
   *     nobody wanted it
   */
  public int end(String command, int code) {
    if (out.isAbandoned()) {
      return ExitCode.UNREAD;
    }
    if (code == ExitCode.USAGE) {
      return code; // Something cannot be read or written, and that was said.
    }
    try {
      out.check();
    } catch (UsageException e) {
      if (out.isAbandoned()) {
        return ExitCode.UNREAD;
      }
      err.println(command + ": " + e.getMessage());
      return ExitCode.USAGE;
    }
    // Lost messages have no place left where to say so.
    return code == ExitCode.OK && err.checkError() ? ExitCode.USAGE : code;
  }

  /**
   * Says in one line what no command can go on without.
   *
   * @param command what the user calls it
   * @return the exit code
   */
  public int giveUp(String command, Error cause) {
    err.println(
        command
            + (cause instanceof OutOfMemoryError
                ? ": there is not enough memory for this: JAVA_TOOL_OPTIONS=-Xmx4g gives it 4 GiB"
                : ": a part of the program cannot be read: raise the limit of open files"
                    + " (ulimit -n), or build again"));
    return ExitCode.USAGE;
  }
}
