package dev.jbpf.verifier.kfunc;

import dev.jbpf.kernel.ProgramType;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a function of the kernel.
 *
 * @param name its name
 * @param types the types of programs that may call it; empty if all may
 * @param flags what it demands and does
 */
public record KfuncFacts(String name, Optional<Set<ProgramType>> types, Set<KfuncFlag> flags) {
  /** What is known; {@code flags} are copied. */
  public KfuncFacts {
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

  /** {@return whether programs of that type may call it} */
  public boolean admits(ProgramType type) {
    return types.map(admitted -> admitted.contains(type)).orElse(true);
  }
}
