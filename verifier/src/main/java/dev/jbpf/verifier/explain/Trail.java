package dev.jbpf.verifier.explain;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The instructions that lead to a finding, one after the other, by the jumps of its path. */
final class Trail {
  /** More is not read by anybody, nor needed. */
  private static final int MOST = 1 << 16;

  /**
   * An instruction that was followed.
   *
   * @param depth how many functions were active beside the program itself
   */
  record Step(int slot, Insn insn, int depth) {}

  private final Program program;
  private final Finding finding;
  private final Iterator<Finding.Decision> decisions;
  private final List<Step> steps = new ArrayList<>();
  private final Deque<Integer> returns = new ArrayDeque<>();

  private Trail(Program program, Finding finding) {
    this.program = program;
    this.finding = finding;
    this.decisions = finding.path().iterator();
  }

  /**
   * {@return the steps before the instruction of {@code finding}; none where the path cannot be
   * gone: through callbacks, or to what no path leads to}
   */
  static List<Step> to(Program program, Finding finding) {
    Trail trail = new Trail(program, finding);
    return trail.run() ? trail.steps : List.of();
  }

  private boolean run() {
    int slot = 0;
    while (slot >= 0 && slot < program.size() && steps.size() < MOST) {
      if (slot == finding.slot() && !decisions.hasNext()) {
        return true;
      }
      CodeElement element = program.elementAt(new Slot(slot));
      if (!(element instanceof Insn insn)) {
        return false;
      }
      steps.add(new Step(slot, insn, returns.size()));
      slot = next(slot, insn);
    }
    return false;
  }

  private int next(int slot, Insn insn) {
    Op op = insn.op();
    int behind = slot + insn.slots();
    int target = slot + 1 + op.distance(program.word(slot));
    if (op.isCondition()) {
      return decisions.hasNext() && decisions.next().isTaken() ? target : behind;
    } else if (op.operation() == Operation.INDIRECT) {
      return -1; // Where it went is not kept.
    } else if (op.operation() == Operation.ALWAYS) {
      return target;
    } else if (op.operation() == Operation.CALL_SUBPROGRAM) {
      returns.push(behind);
      return target;
    } else if (op.operation() == Operation.RETURN) {
      return returns.isEmpty() ? -1 : returns.pop();
    }
    return behind;
  }

  /**
   * {@return the step that gave register {@code number} what it holds behind {@code steps}: the
   * last one of the function at hand that writes or takes it}
   */
  static Optional<Step> writer(List<Step> steps, int depth, int number) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (step.depth() == depth && (changed(step.insn()) & 1 << number) != 0) {
        return Optional.of(step);
      } else if (step.depth() < depth) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** {@return the registers that have another value after {@code insn}, or none, as bits} */
  static int changed(Insn insn) {
    return insn.op().writes(insn.word()) | insn.op().clobbers();
  }
}
