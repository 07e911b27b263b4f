package dev.jbpf.verifier.explain;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.isa.Op;
import dev.jbpf.kernel.Helper;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Calls whose result says whether they did anything, and that nobody looks at. */
final class UnreadResults {
  /** What these were to fill or to change is as it was if they fail, or zero. */
  private static final Set<Helper> FALLIBLE =
      EnumSet.of(
          Helper.SKB_LOAD_BYTES,
          Helper.SKB_LOAD_BYTES_RELATIVE,
          Helper.XDP_LOAD_BYTES,
          Helper.XDP_ADJUST_HEAD,
          Helper.XDP_ADJUST_TAIL,
          Helper.XDP_ADJUST_META,
          Helper.SKB_CHANGE_HEAD,
          Helper.SKB_CHANGE_TAIL,
          Helper.SKB_ADJUST_ROOM,
          Helper.SKB_PULL_DATA,
          Helper.COPY_FROM_USER,
          Helper.FIB_LOOKUP,
          Helper.DYNPTR_READ,
          Helper.SK_ASSIGN);

  private final Program program;
  private final ProgramFlow flow;

  private UnreadResults(Program program) {
    this.program = program;
    this.flow = ProgramFlow.of(program);
  }

  /** {@return the slots of such calls} */
  static List<Integer> of(Program program) {
    UnreadResults results = new UnreadResults(program);
    BitSet reached = results.flow.reached();
    return IntStream.range(0, program.size())
        .filter(slot -> reached.get(slot) && results.isFallible(slot))
        .filter(slot -> !results.isRead(slot + 1))
        .boxed()
        .toList();
  }

  private boolean isFallible(int slot) {
    return insn(slot)
        .filter(insn -> insn.op() == Op.CALL)
        .flatMap(insn -> Helper.of((int) insn.imm()))
        .filter(FALLIBLE::contains)
        .isPresent();
  }

  private Optional<Insn> insn(int slot) {
    return slot < program.size() && program.elementAt(new Slot(slot)) instanceof Insn insn
        ? Optional.of(insn)
        : Optional.empty();
  }

  /** Whether r0 is read on some way from {@code start} on before it is written. */
  private boolean isRead(int start) {
    BitSet seen = new BitSet();
    Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
    while (!waiting.isEmpty()) {
      int slot = waiting.remove();
      Optional<Insn> insn = insn(slot);
      if (seen.get(slot) || insn.isEmpty()) {
        continue;
      }
      seen.set(slot);
      if ((insn.get().op().reads(insn.get().word()) & 1) != 0) {
        return true;
      } else if ((insn.get().op().writes(insn.get().word()) & 1) == 0) {
        follow(slot, insn.get(), waiting);
      }
    }
    return false;
  }

  private void follow(int slot, Insn insn, Deque<Integer> waiting) {
    if (!insn.op().namesFunction()) {
      flow.target(slot).ifPresent(waiting::add);
    }
    if (!insn.op().isFinal()) {
      waiting.add(slot + insn.slots());
    }
  }
}
