package dev.jbpf.verifier.subject;

import dev.jbpf.kernel.Limits;
import java.time.Duration;

/**
 * How much work a verdict may take; beyond it the answer is that none was found.
 *
 * @param instructions how many instructions are followed, on all paths together
 * @param time how long it may take
 */
public record Budget(int instructions, Duration time) {
  /** More than a kernel spends: a million instructions. */
  public static final Budget DEFAULT =
      new Budget(Limits.BPF_COMPLEXITY_LIMIT_INSNS, Duration.ofSeconds(30));
}
