package dev.jbpf.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command did.
 *
 * @param code its exit code
 * @param bytes what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandRun(int code, byte[] bytes, String err) {

  static CommandRun asm(String in, String... arguments) {
    return asm(in.getBytes(StandardCharsets.UTF_8), arguments);
  }

  static CommandRun asm(byte[] in, String... arguments) {
    return run(in, console -> JbpfAsm.run(console, arguments));
  }

  static CommandRun jbpf(String in, String... arguments) {
    return run(in.getBytes(StandardCharsets.UTF_8), console -> Jbpf.run(console, arguments));
  }

  private interface Body {
    int run(Console console);
  }

  private static CommandRun run(byte[] in, Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(in), out, new PrintStream(err, true, StandardCharsets.UTF_8));
    int code = body.run(console);
    return new CommandRun(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  String out() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
