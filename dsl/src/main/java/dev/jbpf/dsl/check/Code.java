package dev.jbpf.dsl.check;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A program as instructions by slot, and where control can go, whatever the values are. */
final class Code {
  private final Insn[] insns;
  private final Map<Integer, String> maps = new HashMap<>();
  private final TreeSet<Integer> functions = new TreeSet<>();
  private final BitSet leaders = new BitSet();
  private final BitSet reached = new BitSet();

  private Code(Insn[] insns) {
    this.insns = insns;
  }

  /** {@return it, if all of the program is instructions; of other words nothing is known} */
  static Optional<Code> of(Program program) {
    Insn[] insns = new Insn[program.size()];
    int slot = 0;
    for (CodeElement element : program.elements()) {
      if (!(element instanceof Insn insn)) {
        return Optional.empty();
      }
      insns[slot] = insn;
      slot += insn.slots();
    }
    Code code = new Code(insns);
    for (MapReference map : program.maps()) {
      code.maps.put(map.slot().number(), map.map());
    }
    code.findTargets();
    code.reach();
    return Optional.of(code);
  }

  private void findTargets() {
    functions.add(0);
    leaders.set(0);
    for (int slot = 0; slot < insns.length; slot = next(slot)) {
      if (insns[slot].op().format().hasTarget()) {
        findTarget(slot);
      }
    }
  }

  private void findTarget(int slot) {
    if (isJump(slot)) {
      leaders.set(next(slot));
    }
    if (isInsn(target(slot))) {
      leaders.set(target(slot));
      if (!isJump(slot)) {
        functions.add(target(slot));
      }
    }
  }

  private void reach() {
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.add(0);
    while (!waiting.isEmpty()) {
      int slot = waiting.remove();
      while (isInsn(slot) && !reached.get(slot)) {
        reached.set(slot);
        Insn insn = insns[slot];
        if (insn.op().format().hasTarget()) {
          waiting.add(target(slot));
        }
        slot = insn.op().isFinal() ? -1 : next(slot);
      }
    }
  }

  int size() {
    return insns.length;
  }

  /** {@return whether an instruction starts at {@code slot}, which may be anywhere} */
  boolean isInsn(int slot) {
    return slot >= 0 && slot < insns.length && insns[slot] != null;
  }

  Insn at(int slot) {
    return insns[slot];
  }

  int next(int slot) {
    return slot + insns[slot].slots();
  }

  /** {@return the slot that the instruction at {@code slot} names, wherever that is} */
  int target(int slot) {
    Insn insn = insns[slot];
    return slot
        + 1
        + (int) (insn.op().format().immediate().isTarget() ? insn.imm() : (long) insn.off());
  }

  /** {@return whether control may go from {@code slot} to its target in the same function} */
  boolean isJump(int slot) {
    Op op = insns[slot].op();
    return op.format().hasTarget() && !isCode(op);
  }

  /** {@return whether an instruction names a function and not a place of its own} */
  static boolean isCode(Op op) {
    return op == Op.CALL_LOCAL || op == Op.LDDW_FUNC;
  }

  /** {@return whether control may come to {@code slot} from elsewhere than the slot before} */
  boolean isLeader(int slot) {
    return leaders.get(slot);
  }

  /** {@return whether a way leads to {@code slot}} */
  boolean isReached(int slot) {
    return reached.get(slot);
  }

  /** {@return where the function of {@code slot} starts; 0 is the program itself} */
  int function(int slot) {
    return functions.floor(slot);
  }

  /** {@return the name of the map that the instruction at {@code slot} loads} */
  Optional<String> map(int slot) {
    return Optional.ofNullable(maps.get(slot));
  }
}
