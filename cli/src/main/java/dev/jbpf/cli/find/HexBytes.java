package dev.jbpf.cli.find;

import dev.jbpf.cli.console.UsageException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Bytes as somebody typed them: {@code 0 ff}, {@code 00ff}, {@code 0x00 0xff}. */
public final class HexBytes {
  /** A word of one digit is a byte, too. */
  private static final Pattern ALONE = Pattern.compile("(?<!\\S)(\\p{XDigit})(?!\\S)");

  private HexBytes() {}

  /** {@return the bytes that {@code text} is} */
  public static byte[] parse(String text) {
    try {
      return HexFormat.of()
          .parseHex(ALONE.matcher(text.replace("0x", "")).replaceAll("0$1").replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException("not bytes in hexadecimal: " + text);
    }
  }
}
