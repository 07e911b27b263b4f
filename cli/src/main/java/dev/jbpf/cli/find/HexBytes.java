package dev.jbpf.cli.find;

import dev.jbpf.cli.console.UsageException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

  /** {@return each byte as bpftool's JSON has it: {@code 0x0f}} */
  public static List<String> each(byte[] bytes, int from, int to) {
    List<String> digits = new ArrayList<>();
    for (int i = from; i < to; i++) {
      digits.add(String.format("0x%02x", bytes[i]));
    }
    return digits;
  }

  /** {@return each of all bytes} */
  public static List<String> each(byte[] bytes) {
    return each(bytes, 0, bytes.length);
  }

  /** {@return the same bytes in one line, without prefixes: {@code 0f 00}} */
  public static String line(List<?> each) {
    return String.join(" ", each.stream().map(b -> b.toString().substring("0x".length())).toList());
  }
}
