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
      return HexFormat.of().parseHex(withoutBlanks(digits));
    } catch (IllegalArgumentException e) {
      throw new UsageException(what + ": " + e.getMessage());
    }
  }

  /** A regular expression would take longer than a short run. */
  private static String withoutBlanks(String digits) {
    StringBuilder kept = new StringBuilder(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      if (!Character.isWhitespace(digits.charAt(i))) {
        kept.append(digits.charAt(i));
      }
    }
    return kept.toString();
  }
}
