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

  private static final String BEFORE = "before it";
  private static final String ABOVE = "above the label where the paths join";

  private static final String LOCK_KEPT =
      "keep the lock's address in r6 where it is acquired, and before it";

  private Releases() {}

  /** The lock that is still held is released at the finding, unless that is about locks itself. */
  static Optional<Fix> ofLock(Scene scene) {
    if (scene.insn().filter(insn -> insn.op() == Op.CALL).isPresent()) {
      return Optional.empty();
    }
    Insn call = Fixes.call(Helper.SPIN_UNLOCK);
    return Optional.of(
        scene
            .registers()
            .lock()
            .map(lock -> new Fix(BEFORE, unlock(lock.getKey(), lock.getValue(), call)))
            .orElse(new Fix(LOCK_KEPT, List.of(Fixes.move(Reg.R1, Reg.R6), call))));
  }

  private static List<Insn> unlock(Reg reg, int offset, Insn call) {
    Insn argument = Fixes.move(Reg.R1, reg);
    return offset == 0
        ? List.of(argument, call)
        : List.of(argument, Fixes.add(Reg.R1, offset), call);
  }

  static Optional<Fix> of(Scene scene) {
    Optional<Reg> held = scene.registers().find(RegisterContents.Acquired.class);
    return scene
        .acquired()
        .map(step -> Helper.of((int) step.insn().imm()).orElseThrow())
        .flatMap(helper -> release(helper, held.orElse(Reg.R6)))
        .map(code -> held.map(reg -> where(scene, reg, code)).orElse(new Fix(KEPT, code)));
  }

  /** What was acquired may be null on another way to the same end, where nothing is released. */
  private static Fix where(Scene scene, Reg held, List<Insn> code) {
    Optional<Reg> tested =
        scene.finding().path().stream()
            .flatMap(decision -> leadsHere(scene, decision).stream())
            .findFirst();
    return tested
        .map(
            reg ->
                reg == held
                    ? new Fix(
                        BEFORE,
                        Stream.concat(Stream.of(Fixes.ifNull(held)), code.stream()).toList())
                    : new Fix(ABOVE, code))
        .orElse(new Fix(BEFORE, code));
  }

  /** {@return the register that is null on the other way, if that comes to the same end} */
  private static Optional<Reg> leadsHere(Scene scene, Decision decision) {
    int slot = decision.slot();
    return scene
        .insn(slot)
        .filter(insn -> !decision.isTaken() && insn.op() == Op.JEQ_IMM && insn.imm() == 0)
        .filter(insn -> insn.off() > 0 && slot + 1 + insn.off() <= scene.finding().slot())
        .map(Insn::dst);
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
