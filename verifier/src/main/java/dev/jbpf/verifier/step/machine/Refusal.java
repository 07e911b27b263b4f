package dev.jbpf.verifier.step.machine;

import dev.jbpf.verifier.report.Rule;
import java.util.Optional;

/** An instruction breaks a rule. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Rule rule;
  private final String operand;

  /** The instruction at hand breaks {@code rule}: {@code operand} is wrong, as the message says. */
  public Refusal(Rule rule, String operand, String message) {
    super(message, null, false, false);
    this.rule = rule;
    this.operand = operand;
  }

  /** The instruction at hand itself breaks {@code rule}. */
  public Refusal(Rule rule, String message) {
    this(rule, "", message);
  }

  /** {@return which rule} */
  public Rule rule() {
    return rule;
  }

  /** {@return what is wrong; empty if it is the instruction itself} */
  public Optional<String> operand() {
    return operand.isEmpty() ? Optional.empty() : Optional.of(operand);
  }

  /** {@return what is wrong, in words} */
  public String message() {
    return String.valueOf(getMessage());
  }
}
