package dev.jbpf.cli;

import dev.jbpf.code.Program;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Reads programs that are bytes, or bytes written as hexadecimal digits. */
final class Binaries {
  private Binaries() {}

  /** {@return the program in {@code source}; empty, and a message printed, if there is none} */
  static Optional<Program> read(
      Input source, OutputFormat format, ByteOrder order, PrintStream err) {
    try {
      byte[] bytes = format == OutputFormat.HEX ? hex(source.bytes()) : source.bytes();
      return Optional.of(Program.decode(bytes, order));
    } catch (IllegalArgumentException e) {
      err.println(source.name() + ": error: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static byte[] hex(byte[] text) {
    String digits = new String(text, StandardCharsets.ISO_8859_1).replaceAll("\\s+", "");
    return HexFormat.of().parseHex(digits);
  }
}
