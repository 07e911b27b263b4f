package dev.jbpf.verifier.report;

import java.util.List;
import java.util.Optional;

/**
 * A rule that a program breaks, at one instruction.
 *
 * @param rule which rule
 * @param slot the number of the instruction's slot
 * @param operand the register or place that is wrong, such as {@code r1} or {@code fp-8}; empty if
 *     it is the instruction itself
 * @param message what is wrong, with what is known there
 * @param path the conditional jumps that lead there, in order, from the first instruction on
 */
public record Finding(
    Rule rule, int slot, Optional<String> operand, String message, List<Decision> path) {
  /** A finding; {@code path} is copied. */
  public Finding {
    path = List.copyOf(path);
  }

  /**
   * A conditional jump on the path.
   *
   * @param slot of the jump
   * @param isTaken whether it goes to its target
   */
  public record Decision(int slot, boolean isTaken) {}
}
