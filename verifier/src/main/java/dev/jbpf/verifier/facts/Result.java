package dev.jbpf.verifier.facts;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a helper leaves in R0. Tables write it as {@code KIND[?][:TYPE|:MIN..MAX]}, a number that is
 * bounded by a size as {@code int:size}.
 *
 * @param kind what it is
 * @param isNullable whether it may be null instead
 * @param type the structure of the kernel that it points to; empty if none is named
 * @param isBoundedBySize whether it is a negative errno, or not more than the {@link
 *     ArgumentKind#SIZE} that was given
 * @param min the least number, signed; that of all 64-bit numbers if nothing is known
 * @param max the greatest number, signed
 */
public record Result(
    ResultKind kind, boolean isNullable, String type, boolean isBoundedBySize, long min, long max) {
  private static final String SIZE = "size";
  private static final String CPU = "cpu";
  private static final Pattern FORM =
      Pattern.compile("(\\w+)(\\??)(?::(\\w+)|:(-?\\d+)\\.\\.(\\d+))?");

  /** {@return the result that a table writes so} */
  static Result parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a result of a helper: " + text);
    }
    if (CPU.equals(m.group(3))) {
      return ofCpu();
    }
    boolean isBounded = m.group(4) != null;
    boolean isSized = SIZE.equals(m.group(3));
    return new Result(
        kind(m.group(1)),
        !m.group(2).isEmpty(),
        m.group(3) == null || isSized ? "" : m.group(3),
        isSized,
        isBounded ? Long.parseLong(m.group(4)) : Long.MIN_VALUE,
        isBounded ? Long.parseLong(m.group(5)) : Long.MAX_VALUE);
  }

  /** Another machine may have more: what is sure of none is left to its kernel. */
  private static Result ofCpu() {
    int last = Runtime.getRuntime().availableProcessors() - 1;
    return new Result(ResultKind.NUMBER, false, "", false, 0, last);
  }

  private static ResultKind kind(String word) {
    return Arrays.stream(ResultKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of result: " + word));
  }

  /** {@return whether less than all 64-bit numbers may come back} */
  public boolean isBounded() {
    return min != Long.MIN_VALUE || max != Long.MAX_VALUE;
  }
}
