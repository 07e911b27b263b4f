package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import java.util.List;
import java.util.Optional;

/** How what was acquired is given back. */
final class Releases {
  private Releases() {}

  static Optional<Fix> of(Scene scene) {
    return scene
        .registers()
        .find(Registers.Acquired.class)
        .flatMap(reg -> release(scene, reg))
        .map(code -> new Fix("before it", code));
  }

  private static Optional<List<Insn>> release(Scene scene, Reg held) {
    Helper by = ((Registers.Acquired) scene.registers().at(held.number())).helper().helper();
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
