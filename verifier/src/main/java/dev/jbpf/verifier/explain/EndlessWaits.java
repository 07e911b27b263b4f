package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Loops that do nothing, and that only the limit of {@code may_goto} ends. */
final class EndlessWaits {
  private final Program program;
  private final ProgramFlow flow;

  private EndlessWaits(Program program) {
    this.program = program;
    this.flow = ProgramFlow.of(program);
  }

  /** {@return the slots of the jumps that close such loops} */
  static List<Integer> of(Program program) {
    EndlessWaits waits = new EndlessWaits(program);
    return IntStream.range(0, program.size()).filter(waits::isOne).boxed().toList();
  }

  private boolean isOne(int slot) {
    Optional<Integer> top = flow.target(slot).filter(target -> target <= slot);
    boolean closes =
        insn(slot).filter(insn -> insn.op().operation() == Operation.ALWAYS).isPresent();
    return closes
        && top.isPresent()
        && IntStream.rangeClosed(top.get(), slot).allMatch(at -> isIdle(at, top.get(), slot))
        && IntStream.rangeClosed(top.get(), slot).anyMatch(at -> isLimit(at));
  }

  private boolean isLimit(int slot) {
    return insn(slot).filter(insn -> insn.op() == Op.MAY_GOTO).isPresent();
  }

  /** Whether it writes nothing, and does not leave the loop but by the limit. */
  private boolean isIdle(int slot, int top, int end) {
    Optional<Insn> insn = insn(slot);
    if (insn.isEmpty()) {
      return !flow.isStart(slot);
    }
    Operation.Kind kind = insn.get().op().operation().kind();
    boolean leaves =
        kind == Operation.Kind.RETURN
            || flow.target(slot).filter(target -> target < top || target > end).isPresent();
    boolean acts =
        kind == Operation.Kind.STORE
            || kind == Operation.Kind.ATOMIC
            || kind == Operation.Kind.CALL
            || kind == Operation.Kind.LOAD;
    return !acts && (!leaves || isLimit(slot));
  }

  private Optional<Insn> insn(int slot) {
    return flow.isStart(slot) && program.elementAt(new Slot(slot)) instanceof Insn insn
        ? Optional.of(insn)
        : Optional.empty();
  }
}
