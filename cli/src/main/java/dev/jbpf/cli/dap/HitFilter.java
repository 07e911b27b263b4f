package dev.jbpf.cli.dap;

import dev.jbpf.cli.debug.Named;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.NamedValue;
import dev.jbpf.vm.fault.VmFault;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the times that a breakpoint is come to stop, and what is written instead. */
final class HitFilter implements Predicate<Stepper> {
  private static final Pattern COUNT = Pattern.compile("(>=|>|%|==|=)?\\s*(\\d{1,9})");
  private static final Pattern VALUE = Pattern.compile("\\{([^{}]*)}");

  private final Optional<Matcher> count;
  private final Optional<String> message;
  private final Named named;
  private final Consumer<String> out;
  private final BooleanSupplier isPast;
  private long hits;

  /**
   * Of what a breakpoint says; {@code isPast} says whether what has run before is gone through.
   *
   * @throws IllegalArgumentException if {@code hits} is no count
   */
  HitFilter(
      Optional<String> hits,
      Optional<String> message,
      Named named,
      Consumer<String> out,
      BooleanSupplier isPast) {
    this.count = hits.filter(text -> !text.isBlank()).map(HitFilter::count);
    this.message = message.filter(text -> !text.isEmpty());
    this.named = named;
    this.out = out;
    this.isPast = isPast;
  }

  private static Matcher count(String text) {
    Matcher form = COUNT.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no count: 5, >= 5, > 5 or % 5");
    }
    return form;
  }

  /**
   * Counted is what runs forwards; on the way back each hit stops, and nothing is written again.
   */
  @Override
  public boolean test(Stepper run) {
    if (isPast.getAsBoolean()) {
      return message.isEmpty();
    }
    hits++;
    if (!count.map(this::isCounted).orElse(true)) {
      return false;
    }
    message.ifPresent(text -> out.accept(filled(text, run)));
    return message.isEmpty();
  }

  private boolean isCounted(Matcher form) {
    long number = Long.parseLong(form.group(2));
    String sign = form.group(1) == null ? "=" : form.group(1);
    return switch (sign) {
      case ">=" -> hits >= number;
      case ">" -> hits > number;
      case "%" -> number > 0 && hits % number == 0;
      default -> hits == number;
    };
  }

  private String filled(String text, Stepper run) {
    return VALUE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), run)));
  }

  private String value(String expression, Stepper run) {
    try {
      return named
          .value(expression, 0)
          .orElseGet(() -> RunNodes.number(NamedValue.parse(expression).value(run)));
    } catch (IllegalArgumentException | VmFault e) {
      return "{" + expression + ": " + e.getMessage() + "}";
    }
  }
}
