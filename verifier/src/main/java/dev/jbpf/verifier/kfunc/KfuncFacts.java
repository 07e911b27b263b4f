package dev.jbpf.verifier.kfunc;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a function of the kernel.
 *
 * @param name its name
 * @param types the types of programs that may call it; empty if all may
 * @param later those of them that may in Linux 6.18, and might not in 6.12
 * @param flags what it demands and does
 */
public record KfuncFacts(
    String name, Optional<Set<ProgramType>> types, Set<ProgramType> later, Set<KfuncFlag> flags) {
  private static final KernelVersion BEFORE = new KernelVersion(6, 12);
  private static final KernelVersion AFTER = new KernelVersion(6, 18);

  /** What is known; the sets are copied. */
  public KfuncFacts {
    later = Set.copyOf(later);
    flags = Set.copyOf(flags);
  }

  /** {@return what is known of the function of that name; empty if nothing is} */
  public static Optional<KfuncFacts> find(String name) {
    return KfuncTable.find(name);
  }

  /** {@return whether it does that} */
  public boolean has(KfuncFlag flag) {
    return flags.contains(flag);
  }

  /**
   * {@return whether programs of that type may call it; empty if that came between two kernels that
   * were asked}
   */
  public Optional<Boolean> admits(ProgramType type, KernelVersion version) {
    if (!types.map(admitted -> admitted.contains(type)).orElse(true)) {
      return Optional.of(false);
    }
    if (!later.contains(type) || version.compareTo(AFTER) >= 0) {
      return Optional.of(true);
    }
    return version.compareTo(BEFORE) <= 0 ? Optional.of(false) : Optional.empty();
  }
}
