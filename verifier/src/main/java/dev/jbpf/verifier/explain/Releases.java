package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import java.util.List;
import java.util.Optional;

/** How what was acquired is given back. */
final class Releases {
  private static final String KEPT = "keep r0 in r6 where it is acquired, and before it";

  private Releases() {}

  static Optional<Fix> of(Scene scene) {
    Optional<Reg> held = scene.registers().find(RegisterContents.Acquired.class);
    return scene
        .acquired()
        .map(step -> Helper.of((int) step.insn().imm()).orElseThrow())
        .flatMap(helper -> release(helper, held.orElse(Reg.R6)))
        .map(code -> new Fix(held.isPresent() ? "before it" : KEPT, code));
  }

  private static Optional<List<Insn>> release(Helper by, Reg held) {
    Insn argument = Fixes.move(Reg.R1, held);
    if (by == Helper.RINGBUF_RESERVE) {
      return Optional.of(
          List.of(argument, Fixes.move(Reg.R2, 0), Fixes.call(Helper.RINGBUF_DISCARD)));
    }
    return by == Helper.KPTR_XCHG
        ? Optional.empty()
        : Optional.of(List.of(argument, Fixes.call(Helper.SK_RELEASE)));
  }
}
