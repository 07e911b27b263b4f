package dev.jbpf.vm.debug;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a register, as {@code r1 > 0x10}; unsigned but for {@code s>} and its kind.
 *
 * @param left a register
 * @param operator one of {@code == != > >= < <= & s> s>= s< s<=}
 * @param right a register, or empty where it is a number
 * @param number that number
 */
public record Comparison(Reg left, String operator, Optional<Reg> right, long number) {
  private static final Pattern FORM =
      Pattern.compile("(\\w+)\\s*(==|!=|s>=|s<=|s>|s<|>=|<=|>|<|&)\\s*(-?\\w+)");

  private static final Map<String, BiPredicate<Long, Long>> OPERATORS =
      Map.ofEntries(
          Map.entry("==", Long::equals),
          Map.entry("!=", (a, b) -> !a.equals(b)),
          Map.entry(">", (a, b) -> Long.compareUnsigned(a, b) > 0),
          Map.entry(">=", (a, b) -> Long.compareUnsigned(a, b) >= 0),
          Map.entry("<", (a, b) -> Long.compareUnsigned(a, b) < 0),
          Map.entry("<=", (a, b) -> Long.compareUnsigned(a, b) <= 0),
          Map.entry("s>", (a, b) -> a > b),
          Map.entry("s>=", (a, b) -> a >= b),
          Map.entry("s<", (a, b) -> a < b),
          Map.entry("s<=", (a, b) -> a <= b),
          Map.entry("&", (a, b) -> (a & b) != 0));

  /**
   * {@return the condition that {@code text} is}
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Comparison parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no condition, such as r1 > 0x10");
    }
    Reg left =
        register(form.group(1))
            .orElseThrow(
                () -> new IllegalArgumentException("'" + form.group(1) + "' is no register"));
    Optional<Reg> right = register(form.group(3));
    return new Comparison(
        left, form.group(2), right, right.isPresent() ? 0 : number(form.group(3)));
  }

  /** {@return the register that {@code text} names, r0 to r10} */
  public static Optional<Reg> register(String text) {
    String name = text.toLowerCase(Locale.ROOT).replaceFirst("^[$%]", "");
    for (Reg register : Reg.values()) {
      if (register.name64().equals(name)) {
        return Optional.of(register);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the number, decimal or hexadecimal behind {@code 0x}}
   *
   * @throws IllegalArgumentException if it is none, or has more than 64 bits
   */
  public static long number(String text) {
    boolean isNegative = text.startsWith("-");
    String digits = isNegative ? text.substring(1) : text;
    try {
      long value =
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseUnsignedLong(digits);
      return isNegative ? -value : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number");
    }
  }

  boolean holds(Stepper run) {
    long value = right.map(run::register).orElse(number);
    return OPERATORS.get(operator).test(run.register(left), value);
  }
}
