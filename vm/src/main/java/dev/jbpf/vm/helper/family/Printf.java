package dev.jbpf.vm.helper.family;

import dev.jbpf.vm.helper.HelperCall;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Texts of the formats that the kernel's {@code bpf_bprintf_prepare} admits. A character stands for
 * a byte. Addresses are printed as they are, where the kernel hides them, and have no symbols.
 */
public final class Printf {
  private static final int MAX_STRING = 512;
  private static final char DELETE = 0x7f;

  private final HelperCall call;
  private final String format;
  private final IntToLongFunction arguments;
  private final int count;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;

  private Printf(HelperCall call, String format, IntToLongFunction arguments, int count) {
    this.call = call;
    this.format = format;
    this.arguments = arguments;
    this.count = count;
  }

  /**
   * {@return {@code format} with its conversions replaced; empty if the kernel refuses it}
   *
   * @param arguments by index, from 0
   * @param count how many there are; more than the format wants do no harm
   */
  public static Optional<String> format(
      HelperCall call, String format, IntToLongFunction arguments, int count) {
    Printf text = new Printf(call, format, arguments, count);
    return text.run() ? Optional.of(text.out.toString()) : Optional.empty();
  }

  private boolean run() {
    while (at < format.length()) {
      char c = format.charAt(at++);
      if (c != '%') {
        if (!isPrintable(c)) {
          return false;
        }
        out.append(c);
      } else if (peek() == '%') {
        at++;
        out.append('%');
      } else if (!conversion()) {
        return false;
      }
    }
    return true;
  }

  /** Of the control characters, white space only. */
  private static boolean isPrintable(char c) {
    return c >= ' ' && c != DELETE || c >= '\t' && c <= '\r';
  }

  /** {@return the next character, NUL at the end} */
  private char peek() {
    return at < format.length() ? format.charAt(at) : 0;
  }

  private boolean skip(String text) {
    boolean isNext = format.startsWith(text, at);
    at += isNext ? text.length() : 0;
    return isNext;
  }

  private boolean conversion() {
    int start = at;
    while (peek() != 0 && "0+- ".indexOf(peek()) >= 0) {
      at++;
    }
    String flags = format.substring(start, at);
    start = at;
    while (Character.isDigit(peek())) {
      at++;
    }
    String digits = format.substring(start, at);
    if (used >= count || digits.length() > 4) {
      return false;
    }
    Field field = new Field(flags, digits.isEmpty() ? 0 : Integer.parseInt(digits));
    return convert(field, arguments.applyAsLong(used++));
  }

  private boolean convert(Field field, long value) {
    if (skip("s")) {
      out.append(field.spaced(string(value)));
      return isEnd();
    }
    if (skip("c")) {
      out.append(field.spaced(String.valueOf((char) (value & 0xff))));
      return true;
    }
    if (skip("p")) {
      return pointer(field, value) && skipSuffix();
    }
    boolean isLong = skip("ll") || skip("l");
    return number(field, isLong ? value : (int) value, isLong ? -1 : 0xffff_ffffL);
  }

  /** Behind a string's the kernel wants neither a letter nor a digit. */
  private boolean isEnd() {
    return !Character.isLetterOrDigit(peek());
  }

  /** Of letters and digits behind a pointer's the kernel prints none. */
  private boolean skipSuffix() {
    while (!isEnd()) {
      at++;
    }
    return true;
  }

  private boolean number(Field field, long value, long mask) {
    char kind = peek();
    at++;
    switch (kind) {
      case 'd', 'i' -> out.append(field.signed(value));
      case 'u' -> out.append(field.padded("", Long.toUnsignedString(value & mask)));
      case 'x' -> out.append(field.padded("", Long.toHexString(value & mask)));
      case 'X' ->
          out.append(field.padded("", Long.toHexString(value & mask).toUpperCase(Locale.ROOT)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean pointer(Field field, long value) {
    if (skip("ks") || skip("us")) {
      out.append(string(value));
      return isEnd();
    } else if (skip("i4")) {
      out.append(ip4(value, "%03d.%03d.%03d.%03d"));
    } else if (skip("I4")) {
      out.append(ip4(value, "%d.%d.%d.%d"));
    } else if (skip("i6")) {
      out.append(ip6(value, ""));
    } else if (skip("I6")) {
      out.append(ip6(value, ":"));
    } else if (skip("s") || skip("S") || skip("B")) {
      out.append("0x").append(Long.toHexString(value));
    } else if (skip("x") || skip("K") || isEnd()) {
      String form = field.width() == 0 ? "%016x" : "%x";
      out.append(field.padded("", String.format(form, value)));
    } else {
      return false;
    }
    return true;
  }

  /** What cannot be read is zeros. */
  private long load(long address) {
    return call.memory().isReadable(address, 1) ? call.memory().load(address, 1) : 0;
  }

  private String string(long address) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MAX_STRING && load(address + i) != 0; i++) {
      text.append((char) load(address + i));
    }
    return text.toString();
  }

  private String ip4(long address, String form) {
    return String.format(
        form, load(address), load(address + 1), load(address + 2), load(address + 3));
  }

  private String ip6(long address, String separator) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i += 2) {
      text.append(i == 0 ? "" : separator);
      text.append(String.format("%02x%02x", load(address + i), load(address + i + 1)));
    }
    return text.toString();
  }

  /** What is between the percent sign and the kind of a conversion. */
  private record Field(String flags, int width) {
    private boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }

    String spaced(String text) {
      String missing = " ".repeat(Math.max(0, width - text.length()));
      return has('-') ? text + missing : missing + text;
    }

    String padded(String sign, String digits) {
      if (!has('0') || has('-')) {
        return spaced(sign + digits);
      }
      return sign + "0".repeat(Math.max(0, width - sign.length() - digits.length())) + digits;
    }

    String signed(long value) {
      String plus = has('+') ? "+" : has(' ') ? " " : "";
      // Of the smallest number, too: it has no positive counterpart.
      String digits = Long.toUnsignedString(Math.abs(value));
      return padded(value < 0 ? "-" : plus, digits);
    }
  }
}
