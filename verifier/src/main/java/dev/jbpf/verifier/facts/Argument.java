package dev.jbpf.verifier.facts;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a helper demands of one register. Tables write it as {@code KIND[?][!|+][^][:DETAIL]}:
 * {@code ?} it may be null, {@code !} filled by the helper, {@code +} read and written, {@code ^}
 * the helper takes the reference.
 *
 * @param kind what is wanted
 * @param access what the helper does with the memory, if it is memory
 * @param isNullable whether null, the constant 0, will do as well
 * @param isReleased whether the caller gives up the reference
 * @param size bytes of {@link ArgumentKind#MEMORY} whose size is fixed; 0 if another argument says
 * @param type the name of a structure of the kernel, or the kind of a dynptr; empty if none is
 *     named
 */
public record Argument(
    ArgumentKind kind,
    ArgumentAccess access,
    boolean isNullable,
    boolean isReleased,
    int size,
    String type) {
  private static final Pattern FORM = Pattern.compile("(\\w+)(\\??)([!+]?)(\\^?)(?::(\\w+))?");

  /** {@return the argument that a table writes so} */
  static Argument parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not an argument of a helper: " + text);
    }
    String detail = m.group(5) == null ? "" : m.group(5);
    boolean isSize = !detail.isEmpty() && Character.isDigit(detail.charAt(0));
    return new Argument(
        kind(m.group(1)),
        access(m.group(3)),
        !m.group(2).isEmpty(),
        !m.group(4).isEmpty(),
        isSize ? Integer.parseInt(detail) : 0,
        isSize ? "" : detail);
  }

  private static ArgumentKind kind(String word) {
    return Arrays.stream(ArgumentKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of argument: " + word));
  }

  private static ArgumentAccess access(String mark) {
    return Arrays.stream(ArgumentAccess.values())
        .filter(access -> access.mark().equals(mark))
        .findFirst()
        .orElseThrow();
  }

  /** {@return whether the argument after it says how long the memory is} */
  public boolean isSizedByNext() {
    return kind == ArgumentKind.MEMORY && size == 0;
  }

  /** {@return the argument as tables write it} */
  @Override
  public String toString() {
    String detail = size != 0 ? ":" + size : type.isEmpty() ? "" : ":" + type;
    return kind.word() + (isNullable ? "?" : "") + access.mark() + (isReleased ? "^" : "") + detail;
  }
}
