package dev.jbpf.dsl.check;

import java.util.Optional;

/** A broken rule, as a diagnostic has it: a stable code, what is wrong, and what helps. */
record Rule(String code, String message, String note) {

  /** {@return the same, of a way that leads here where others may be right} */
  Rule onOneWay() {
    return new Rule(code, message, note + " (on one way here; others may be right)");
  }

  static Optional<Rule> broken(String code, String message, String note) {
    return Optional.of(new Rule(code, message, note));
  }
}
