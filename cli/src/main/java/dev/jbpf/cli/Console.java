package dev.jbpf.cli;

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
 */
record Console(InputStream in, OutputStream out, PrintStream err) {

  /** {@return the streams of this process} */
  static Console ofProcess() {
    return new Console(
        // A FileInputStream reads all bytes of files only: it asks a pipe for its position.
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }
}
