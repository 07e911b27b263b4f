package dev.jbpf.cli.find;

import dev.jbpf.cli.console.UsageException;
import java.util.HexFormat;

/** Bytes as somebody typed them: {@code 00 ff}, {@code 00ff}, {@code 0x00 0xff}. */
public final class HexBytes {
  private HexBytes() {}

  /** {@return the bytes that {@code text} is} */
  public static byte[] parse(String text) {
    try {
      return HexFormat.of().parseHex(text.replace("0x", "").replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException("not bytes in hexadecimal: " + text);
    }
  }
}
