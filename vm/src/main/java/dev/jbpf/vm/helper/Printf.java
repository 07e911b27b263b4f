package dev.jbpf.vm.helper;

import dev.jbpf.vm.exec.HelperCall;
import java.util.function.IntToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conversions that the kernel's {@code bpf_bprintf_prepare} admits. */
final class Printf {
  private static final Pattern CONVERSION =
      Pattern.compile("%(-?0?)(\\d{0,3})(hh|h|ll|l|)([diuxXcsp%])");

  private static final int MAX_STRING = 512;

  private Printf() {}

  /**
   * {@return {@code format} with its conversions replaced}
   *
   * @param arguments by index, from 0
   * @param count how many there are; what is missing is 0
   */
  static String format(HelperCall call, String format, IntToLongFunction arguments, int count) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = CONVERSION.matcher(format);
    int next = 0;
    int end = 0;
    while (matcher.find()) {
      out.append(format, end, matcher.start());
      end = matcher.end(4);
      if (matcher.group(4).equals("%")) {
        out.append('%');
        continue;
      }
      long value = next < count ? arguments.applyAsLong(next) : 0;
      next++;
      out.append(pad(convert(call, matcher, value), matcher.group(1), matcher.group(2)));
    }
    return out.append(format, end, format.length()).toString();
  }

  private static String convert(HelperCall call, Matcher matcher, long value) {
    long sized = size(matcher.group(3), value, "di".contains(matcher.group(4)));
    return switch (matcher.group(4)) {
      case "d", "i" -> Long.toString(sized);
      case "u" -> Long.toUnsignedString(sized);
      case "x" -> Long.toHexString(sized);
      case "X" -> Long.toHexString(sized).toUpperCase(java.util.Locale.ROOT);
      case "c" -> String.valueOf((char) (value & 0xff));
      case "s" -> string(call, value);
      default -> String.format("%016x", value);
    };
  }

  private static long size(String length, long value, boolean isSigned) {
    return switch (length) {
      case "l", "ll" -> value;
      case "h" -> isSigned ? (short) value : value & 0xffff;
      case "hh" -> isSigned ? (byte) value : value & 0xff;
      default -> isSigned ? (int) value : value & 0xffff_ffffL;
    };
  }

  private static String string(HelperCall call, long address) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MAX_STRING && call.memory().isReadable(address + i, 1); i++) {
      char c = (char) call.memory().load(address + i, 1);
      if (c == 0) {
        break;
      }
      text.append(c);
    }
    return text.toString();
  }

  private static String pad(String text, String flags, String width) {
    int missing = (width.isEmpty() ? 0 : Integer.parseInt(width)) - text.length();
    if (missing <= 0) {
      return text;
    }
    if (flags.startsWith("-")) {
      return text + " ".repeat(missing);
    }
    return (flags.endsWith("0") ? "0" : " ").repeat(missing) + text;
  }
}
