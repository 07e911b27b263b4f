package dev.jbpf.cli.debug;

import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Comparison;
import dev.jbpf.vm.debug.NamedValue;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * BreakConditions as people write them: of registers and memory, which are numbers without a sign,
 * and of what the source has names for, whose numbers have one.
 *
 * @param named what the source has names for
 */
public record BreakConditions(Named named) {
  private static final Pattern FORM =
      Pattern.compile("(.+?)\\s*(==|!=|s>=|s<=|s>|s<|>=|<=|(?<!-)>|<|&)\\s*(.+)");

  /**
   * {@return the condition that {@code text} is}
   *
   * @throws IllegalArgumentException if it is none
   */
  public Predicate<Stepper> of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Comparison.parse(text)::holds;
    }
    String left = form.group(1);
    String operator = form.group(2);
    String right = form.group(3);
    if (!isName(left) && !isName(right)) {
      return Comparison.parse(text)::holds;
    }
    boolean isOrder = operator.startsWith("<") || operator.startsWith(">");
    String signed = isOrder ? "s" + operator : operator;
    return run -> holds(left, signed, right, run);
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z_].*") && NamedValue.register(text).isEmpty();
  }

  /** What is not there, as a variable outside of its function, fulfils no condition. */
  private boolean holds(String left, String operator, String right, Stepper run) {
    try {
      return Comparison.parse(number(left) + operator + number(right)).holds(run);
    } catch (IllegalArgumentException notThere) {
      return false;
    }
  }

  private String number(String text) {
    return isName(text)
        ? named.value(text, 0).map(value -> value.split("\\s")[0]).orElse(text)
        : text;
  }
}
