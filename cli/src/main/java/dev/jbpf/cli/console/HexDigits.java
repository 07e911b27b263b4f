package dev.jbpf.cli.console;

import java.util.HexFormat;

/** Bytes as hexadecimal digits, with blanks wherever people like them. */
public final class HexDigits {
  private HexDigits() {}

  /**
   * {@return the bytes}
   *
   * @param what the option that has them
   * @throws UsageException if they are none
   */
  public static byte[] parse(String what, String digits) {
    try {
      return HexFormat.of().parseHex(digits.replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException(what + ": " + e.getMessage());
    }
  }
}
