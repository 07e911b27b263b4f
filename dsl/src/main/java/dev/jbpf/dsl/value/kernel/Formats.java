package dev.jbpf.dsl.value.kernel;

import java.util.regex.Pattern;

/** Formats of the kernel's printk. */
public final class Formats {
  /** A conversion, or a percent sign that stands for itself. */
  private static final Pattern CONVERSION =
      Pattern.compile("%(%|[^%a-zA-Z]*(?:hh|ll|[hlzt])?[a-zA-Z])");

  private Formats() {}

  /** {@return how many arguments {@code format} wants} */
  public static int conversions(String format) {
    return (int)
        CONVERSION.matcher(format).results().filter(found -> !found.group(1).equals("%")).count();
  }
}
