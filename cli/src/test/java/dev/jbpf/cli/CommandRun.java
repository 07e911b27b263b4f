package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command did.
 *
 * @param code its exit code
 * @param bytes what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int code, byte[] bytes, String err) {

  public static CommandRun asm(String in, String... arguments) {
    return asm(in.getBytes(StandardCharsets.UTF_8), arguments);
  }

  static CommandRun asm(byte[] in, String... arguments) {
    return run(in, console -> JbpfAsm.run(console, arguments));
  }

  public static CommandRun jbpf(String in, String... arguments) {
    return run(in.getBytes(StandardCharsets.UTF_8), console -> Jbpf.run(console, arguments));
  }

  /** Runs the command on streams that somebody is at the other end of. */
  public static int jbpf(InputStream in, OutputStream out, OutputStream err, String... arguments) {
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Jbpf.run(new Console(in, out, messages), arguments);
  }

  /** Runs the command with a standard output that is always full. */
  static CommandRun jbpfIntoFull(String... arguments) throws IOException {
    return jbpfIntoFull(new byte[0], arguments);
  }

  /** The same, with something to read. */
  static CommandRun jbpfIntoFull(byte[] in, String... arguments) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      return run(in, full, err, console -> Jbpf.run(console, arguments));
    }
  }

  /** Runs the command with a standard error that is always full. */
  static CommandRun jbpfWithFullMessages(String in, String... arguments) throws IOException {
    byte[] bytes = in.getBytes(StandardCharsets.UTF_8);
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      return run(bytes, new ByteArrayOutputStream(), full, console -> Jbpf.run(console, arguments));
    }
  }

  private interface Body {
    int run(Console console);
  }

  private static CommandRun run(byte[] in, Body body) {
    return run(in, new ByteArrayOutputStream(), new ByteArrayOutputStream(), body);
  }

  private static CommandRun run(byte[] in, OutputStream out, OutputStream err, Body body) {
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    int code = body.run(new Console(new ByteArrayInputStream(in), out, messages));
    return new CommandRun(code, bytes(out), new String(bytes(err), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(OutputStream written) {
    return written instanceof ByteArrayOutputStream kept ? kept.toByteArray() : new byte[0];
  }

  public String out() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
