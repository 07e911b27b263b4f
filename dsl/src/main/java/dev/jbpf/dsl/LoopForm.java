package dev.jbpf.dsl;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Target;

/** How {@code forRange} repeats its body. */
public enum LoopForm {
  /** The body, once for each number. */
  UNROLLED(3, 18),
  /** A jump back; the verifier follows each round. */
  BOUNDED(5, 3),
  /** The helper {@code bpf_loop}, which calls the body; the verifier looks at it once or twice. */
  HELPER(5, 17);

  private final KernelVersion since;

  LoopForm(int major, int minor) {
    since = new KernelVersion(major, minor);
  }

  /** {@return the first kernel that takes it} */
  public KernelVersion since() {
    return since;
  }

  /** {@return the newest form that all kernels of {@code target} take; bounded if none is known} */
  public static LoopForm of(Target target) {
    if (target.has(HELPER.since)) {
      return HELPER;
    }
    return target.lacks(BOUNDED.since) ? UNROLLED : BOUNDED;
  }
}
