package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.report.StateListener;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;

/** Follows a program on all paths. */
public final class Explorer {
  private Explorer() {}

  /** {@return what the kernel of {@code model} would say of {@code subject}} */
  public static Verdict explore(
      KernelModel model, Subject subject, Budget budget, StateListener listener) {
    return new Verdict.Undecided(0, "not followed yet");
  }
}
