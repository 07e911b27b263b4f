package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import java.math.BigInteger;

/**
 * A number at the start of a text, as {@code bpf_strtol} reads it.
 *
 * @param length how many characters it takes, blanks in front included
 * @param error 0, or what is wrong: an {@link Errno}, negative
 */
record NumberText(long value, int length, int error) {
  static NumberText parse(String text, int base, boolean isSigned) {
    int at = 0;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    boolean isNegative = at < text.length() && text.charAt(at) == '-';
    if (isNegative) {
      at++;
    }
    int radix = base != 0 ? base : radix(text, at);
    if (radix == 16 && text.regionMatches(true, at, "0x", 0, 2)) {
      at += 2;
    }
    int end = at;
    while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
      end++;
    }
    if (end == at) {
      return refused(Errno.EINVAL);
    }
    BigInteger magnitude = new BigInteger(text.substring(at, end), radix);
    if (isNegative && !isSigned && magnitude.bitLength() <= Long.SIZE) {
      return refused(Errno.EINVAL);
    }
    return of(isNegative ? magnitude.negate() : magnitude, end, isSigned);
  }

  private static NumberText refused(Errno errno) {
    return new NumberText(0, 0, errno.result());
  }

  /** The kernel's {@code isspace}, of Latin-1. */
  private static boolean isBlank(char c) {
    return c >= 9 && c <= 13 || c == ' ' || c == 0xa0;
  }

  private static int radix(String text, int at) {
    boolean isHex =
        text.regionMatches(true, at, "0x", 0, 2)
            && at + 2 < text.length()
            && Character.digit(text.charAt(at + 2), 16) >= 0;
    if (isHex) {
      return 16;
    }
    return at < text.length() && text.charAt(at) == '0' ? 8 : 10;
  }

  private static NumberText of(BigInteger value, int length, boolean isSigned) {
    boolean fits = isSigned ? value.bitLength() <= 63 : value.bitLength() <= 64;
    return fits ? new NumberText(value.longValue(), length, 0) : refused(Errno.ERANGE);
  }
}
