package dev.jbpf.vm.debug;

import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.fault.VmFault;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition, as {@code r1 > 0x10} or {@code *r10-8:4 == r2}; unsigned but for {@code s>} and its
 * kind.
 *
 * @param left what is compared
 * @param operator one of {@code == != > >= < <= & s> s>= s< s<=}
 * @param right what it is compared with
 */
public record Comparison(NamedValue left, String operator, NamedValue right) {
  private static final Pattern FORM =
      Pattern.compile("(.+?)\\s*(==|!=|s>=|s<=|s>|s<|>=|<=|>|<|&)\\s*(.+)");

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
    return new Comparison(
        NamedValue.parse(form.group(1)), form.group(2), NamedValue.parse(form.group(3)));
  }

  /** {@return whether it holds at present} What is not there fulfils no condition. */
  public boolean holds(Stepper run) {
    try {
      return OPERATORS.get(operator).test(left.value(run), right.value(run));
    } catch (VmFault notThere) {
      return false;
    }
  }
}
