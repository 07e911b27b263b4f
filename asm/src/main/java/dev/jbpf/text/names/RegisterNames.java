package dev.jbpf.text.names;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of registers, as all dialects have them. */
public final class RegisterNames {
  /** What {@link #of} gives for a name that is none. */
  public static final int NONE = -1;

  /** What {@link #of} gives for {@code r11}, {@code w99} and their kind. */
  public static final int BAD = -2;

  /** Set in what {@link #of} gives for the lower half of a register. */
  public static final int HALF = 16;

  private static final byte[] MACRO_REGISTER = "BPF_REG_".getBytes(StandardCharsets.US_ASCII);

  private RegisterNames() {}

  /**
   * {@return the number of the register that the last name of {@code in} is, with {@link #HALF} for
   * a lower half; {@link #NONE} or {@link #BAD}}
   */
  public static int of(Cursor in) {
    byte[] text = in.text;
    int start = in.start;
    int at = in.at;
    int i = start;
    if (text[i] == '%') {
      i++;
    }
    int kind = text[i] | 0x20;
    int length = at - i;
    if (length == 2 && kind == 'f') {
      return (text[i + 1] | 0x20) == 'p' ? 10 : NONE;
    }
    if (kind == 'b' && length > MACRO_REGISTER.length) {
      return macro(in, i + MACRO_REGISTER.length);
    }
    if (kind != 'r' && kind != 'w' || length < 2 || !Characters.isDigit(text[i + 1])) {
      return text[start] == '%' ? BAD : NONE;
    }
    int number = text[i + 1] - '0';
    if (length == 3 && number == 1 && text[i + 2] == '0') {
      number = 10;
    } else if (length > 2) {
      return isDigits(text, i + 2, at) ? BAD : NONE;
    }
    return kind == 'w' ? number | HALF : number;
  }

  /** {@code BPF_REG_1} and the kernel's other names. */
  private static int macro(Cursor in, int from) {
    byte[] text = in.text;
    int at = in.at;
    if (!Arrays.equals(
        text, from - MACRO_REGISTER.length, from, MACRO_REGISTER, 0, MACRO_REGISTER.length)) {
      return NONE;
    }
    if (isDigits(text, from, at)) {
      int number = at - from > 2 ? Integer.MAX_VALUE : Integer.parseInt(in.text(from, at));
      return number <= 10 ? number : BAD;
    }
    return switch (in.text(from, at)) {
      case "A" -> 0;
      case "ARG1" -> 1;
      case "ARG2" -> 2;
      case "ARG3" -> 3;
      case "ARG4" -> 4;
      case "ARG5" -> 5;
      case "CTX" -> 6;
      case "X" -> 7;
      case "FP" -> 10;
      default -> BAD;
    };
  }

  private static boolean isDigits(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Characters.isDigit(text[i])) {
        return false;
      }
    }
    return true;
  }
}
