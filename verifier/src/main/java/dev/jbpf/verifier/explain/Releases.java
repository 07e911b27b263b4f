package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.verifier.report.Finding.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        .map(
            code ->
                held.isEmpty()
                    ? new Fix(KEPT, code)
                    : new Fix("before it", whereItIsHeld(scene, held.get(), code)));
  }

  /** What was acquired may be null on another way to the same end, where nothing is released. */
  private static List<Insn> whereItIsHeld(Scene scene, Reg held, List<Insn> code) {
    boolean isShared =
        scene.finding().path().stream().anyMatch(decision -> leadsHere(scene, decision));
    return isShared ? Stream.concat(Stream.of(Fixes.ifNull(held)), code.stream()).toList() : code;
  }

  private static boolean leadsHere(Scene scene, Decision decision) {
    int slot = decision.slot();
    return !decision.isTaken()
        && scene
            .insn(slot)
            .filter(insn -> insn.op() == Op.JEQ_IMM && insn.imm() == 0 && insn.off() > 0)
            .filter(insn -> slot + 1 + insn.off() <= scene.finding().slot())
            .isPresent();
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
