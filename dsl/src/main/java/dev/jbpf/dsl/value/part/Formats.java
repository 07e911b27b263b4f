package dev.jbpf.dsl.value.part;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats of the kernel's printk. */
public final class Formats {
  /** A conversion, or a percent sign that stands for itself. */
  private static final Pattern CONVERSION =
      Pattern.compile("%(%|[^%a-zA-Z]*(?:hh|ll|[hlzt])?[a-zA-Z])");

  /** What the kernel's helpers print. */
  private static final Pattern KNOWN = Pattern.compile("%([-+0 ]*\\d*(l|ll)?[diuxX]|-?\\d*[cps])");

  /** A number whose length is not said: the kernel prints 32 bits. */
  private static final Pattern SHORT = Pattern.compile("%[-+0 ]*\\d*[diuxX]");

  private Formats() {}

  /** {@return the first conversion of {@code format} that the kernel refuses when it is called} */
  public static Optional<String> wrong(String format) {
    return CONVERSION
        .matcher(format)
        .results()
        .filter(found -> !found.group(1).equals("%"))
        .map(MatchResult::group)
        .filter(each -> !KNOWN.matcher(each).matches())
        .findFirst();
  }

  /**
   * {@return whether a text is printed of what is no address}
   *
   * @param isWide for each argument whether it has 64 bits
   */
  static boolean hasNarrowText(String format, List<Boolean> isWide) {
    Iterator<Boolean> next = isWide.iterator();
    return CONVERSION
        .matcher(format)
        .results()
        .filter(found -> !found.group(1).equals("%"))
        .anyMatch(found -> !next.next() && found.group().endsWith("s"));
  }

  /** {@return how many arguments {@code format} wants} */
  public static int conversions(String format) {
    return (int)
        CONVERSION.matcher(format).results().filter(found -> !found.group(1).equals("%")).count();
  }

  /**
   * {@return the format that prints all bits of its arguments}
   *
   * @param isWide for each argument whether it has 64 bits
   */
  static String widened(String format, List<Boolean> isWide) {
    Iterator<Boolean> next = isWide.iterator();
    return CONVERSION
        .matcher(format)
        .replaceAll(
            found -> {
              String each = found.group();
              boolean isCut = !each.equals("%%") && next.next() && SHORT.matcher(each).matches();
              return Matcher.quoteReplacement(isCut ? lengthened(each) : each);
            });
  }

  /**
   * {@return the format whose {@code %d} and {@code %i} print arguments that all come as Java's
   * {@code long}} The others print 32 bits, as an {@code int} would be too long with its sign.
   */
  public static String ofLongs(String format) {
    return CONVERSION
        .matcher(format)
        .replaceAll(
            found -> {
              String each = found.group();
              boolean isSigned = each.endsWith("d") || each.endsWith("i");
              boolean isCut = isSigned && SHORT.matcher(each).matches();
              return Matcher.quoteReplacement(isCut ? lengthened(each) : each);
            });
  }

  private static String lengthened(String conversion) {
    int last = conversion.length() - 1;
    return conversion.substring(0, last) + "ll" + conversion.charAt(last);
  }
}
