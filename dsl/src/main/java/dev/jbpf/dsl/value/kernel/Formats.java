package dev.jbpf.dsl.value.kernel;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Formats of the kernel's printk. */
public final class Formats {
  /** A conversion, or a percent sign that stands for itself. */
  private static final Pattern CONVERSION =
      Pattern.compile("%(%|[^%a-zA-Z]*(?:hh|ll|[hlzt])?[a-zA-Z])");

  /** What the kernel's helpers print. */
  private static final Pattern KNOWN = Pattern.compile("%([-+0 #]*\\d*(l|ll)?[diuxX]|-?\\d*[cps])");

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

  /** {@return how many arguments {@code format} wants} */
  public static int conversions(String format) {
    return (int)
        CONVERSION.matcher(format).results().filter(found -> !found.group(1).equals("%")).count();
  }
}
