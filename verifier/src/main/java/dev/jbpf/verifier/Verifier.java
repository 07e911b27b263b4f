package dev.jbpf.verifier;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.explore.Explorer;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.report.StateListener;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Budget;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;

/**
 * Says whether a kernel of one version would take a program, for an administrator who may do
 * anything, and if not, why. Immutable; asks no kernel.
 *
 * <p>It follows the program on all paths, as Linux's verifier does; what it expects of programs is
 * from {@code Documentation/bpf/verifier.rst}, RFC 9669, and from what kernels were seen to do.
 */
public final class Verifier {
  private final KernelModel model;
  private final Budget budget;
  private final KernelBtf types;

  private Verifier(KernelModel model, KernelBtf types, Budget budget) {
    this.model = model;
    this.types = types;
    this.budget = budget;
  }

  /** {@return a verifier that answers for a kernel of that version} */
  public static Verifier of(KernelVersion version) {
    return new Verifier(KernelModel.of(version), KernelBtf.unknown(), Budget.DEFAULT);
  }

  /** {@return the same within that budget} */
  public Verifier within(Budget newBudget) {
    return new Verifier(model, types, newBudget);
  }

  /**
   * {@return the same for a kernel that has these types} Without them, whatever depends on them is
   * undecided. They are read when a program touches objects or functions of the kernel.
   */
  public Verifier with(KernelBtf newTypes) {
    return new Verifier(model, newTypes, budget);
  }

  /** {@return what the kernel would say of {@code subject}} */
  public Verdict verify(Subject subject) {
    return verify(subject, (slot, state) -> {});
  }

  /** {@return what the kernel would say of {@code subject}; {@code listener} is told the way} */
  public Verdict verify(Subject subject, StateListener listener) {
    return Explorer.explore(model, types, subject, budget, listener);
  }
}
