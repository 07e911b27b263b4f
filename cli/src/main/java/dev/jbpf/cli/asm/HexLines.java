package dev.jbpf.cli.asm;

import dev.jbpf.isa.Words;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Slots as hexadecimal digits, a line each. */
final class HexLines {
  private HexLines() {}

  static byte[] of(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length * 2 + bytes.length / Words.BYTES);
    for (int at = 0; at < bytes.length; at += Words.BYTES) {
      out.append(HexFormat.of().formatHex(bytes, at, at + Words.BYTES)).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
