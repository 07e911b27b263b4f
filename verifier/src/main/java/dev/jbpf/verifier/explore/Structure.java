package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.step.Code;
import dev.jbpf.verifier.step.Refusal;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** The shape of a program, whatever its values: functions, jumps, and what is reached. */
final class Structure {
  private static final int WIDE = 0x18;
  private static final int JUMP_CLASS = 0x05;
  private static final int JUMP32_CLASS = 0x06;
  private static final int CLASS = 0x07;

  private final Code code;
  private final BitSet seconds = new BitSet();
  private final BitSet functions = new BitSet();
  private final BitSet targets = new BitSet();
  private int slot;

  private Structure(Code code) {
    this.code = code;
  }

  /**
   * {@return the shape of {@code code}}
   *
   * @throws Misshapen if no kernel would look at what it does
   */
  static Structure of(Code code) {
    Structure structure = new Structure(code);
    try {
      structure.findWides();
      structure.findFunctions();
      structure.checkFunctions();
      structure.checkReached();
    } catch (Refusal refusal) {
      throw new Misshapen(structure.slot, refusal);
    }
    return structure;
  }

  /** A refusal of the shape, at a slot. */
  static final class Misshapen extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int slot;
    private final transient Refusal refusal;

    Misshapen(int slot, Refusal refusal) {
      super(refusal.message(), null, false, false);
      this.slot = slot;
      this.refusal = refusal;
    }

    int slot() {
      return slot;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  private void findWides() {
    for (slot = 0; slot < code.size(); slot++) {
      if (!Opcodes.isKnown(code.opcode(slot))) {
        throw new Refusal(
            Rule.INVALID_INSTRUCTION,
            "no instruction has the opcode 0x" + Integer.toHexString(code.opcode(slot)));
      }
      if (code.opcode(slot) == WIDE) {
        checkWide(slot);
        seconds.set(++slot);
      }
    }
  }

  private void checkWide(int at) {
    Op op = code.op(at);
    boolean hasSecond = at + 1 < code.size() && (code.word(at + 1) & 0xffff_ffffL) == 0;
    if (!hasSecond) {
      throw new Refusal(Rule.INVALID_WIDE_LOAD, "lddw without its second slot");
    }
    if (op == null) {
      boolean isPlain = code.src(at) == 0;
      throw new Refusal(
          isPlain ? Rule.RESERVED_FIELD : Rule.INVALID_WIDE_LOAD,
          isPlain ? "lddw with an offset" : "lddw of no kind that the kernel knows");
    }
    if (!op.acceptsSecond(code.word(at + 1))) {
      throw new Refusal(Rule.INVALID_WIDE_LOAD, "lddw with an upper half that its kind has not");
    }
  }

  private void findFunctions() {
    functions.set(0);
    for (slot = 0; slot < code.size(); slot++) {
      Op op = code.op(slot);
      if (op != null && op.namesFunction() && !seconds.get(slot)) {
        int target = code.target(slot);
        if (target < 0 || target >= code.size()) {
          throw new Refusal(Rule.JUMP_RANGE, "a call of what is not in the program");
        }
        if (seconds.get(target)) {
          throw new Refusal(Rule.JUMP_INTO_WIDE, "a call into the middle of lddw");
        }
        functions.set(target);
      }
    }
  }

  /** Every jump stays in its function, and every function ends with a jump or an exit. */
  private void checkFunctions() {
    for (int start = 0; start >= 0; start = functions.nextSetBit(start + 1)) {
      int next = functions.nextSetBit(start + 1);
      checkFunction(start, next < 0 ? code.size() : next);
    }
  }

  private void checkFunction(int start, int end) {
    for (slot = start; slot < end; slot++) {
      Op op = code.op(slot);
      if (isJump(slot) && !seconds.get(slot)) {
        checkJump(op, start, end);
      }
    }
    slot = end - 1;
    if (!isEnd(slot)) {
      throw new Refusal(Rule.FALL_THROUGH, "control falls off the end of the function");
    }
  }

  private boolean isJump(int at) {
    int kind = code.opcode(at) & CLASS;
    return kind == JUMP_CLASS || kind == JUMP32_CLASS;
  }

  private void checkJump(@org.jspecify.annotations.Nullable Op op, int start, int end) {
    int operation = code.opcode(slot) & 0xf0;
    boolean isCallOrExit = operation == 0x80 || operation == 0x90;
    if (isCallOrExit) {
      return;
    }
    boolean isLong = code.opcode(slot) == 0x06;
    long target = slot + 1L + (isLong ? code.imm(slot) : code.off(slot));
    if (target < start || target >= end) {
      throw new Refusal(Rule.JUMP_RANGE, "a jump to slot " + target + ", out of the function");
    }
    if (op != null) {
      targets.set((int) target);
    }
  }

  private boolean isEnd(int at) {
    int opcode = code.opcode(at);
    return !seconds.get(at) && (opcode == 0x95 || opcode == 0x05 || opcode == 0x06);
  }

  /** All instructions of all functions are reached, and no jump leads into lddw. */
  private void checkReached() {
    BitSet reached = new BitSet();
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.add(0);
    while (!waiting.isEmpty()) {
      int at = waiting.remove();
      while (at < code.size() && !reached.get(at)) {
        slot = at;
        if (seconds.get(at)) {
          throw new Refusal(Rule.JUMP_INTO_WIDE, "a jump into the middle of lddw");
        }
        reached.set(at);
        at = next(at, waiting);
      }
    }
    reached.or(seconds);
    slot = reached.nextClearBit(0);
    if (slot < code.size()) {
      throw new Refusal(Rule.UNREACHABLE, "no path leads to this instruction");
    }
  }

  private int next(int at, Deque<Integer> waiting) {
    Op op = code.op(at);
    int operation = code.opcode(at) & 0xf0;
    if (op == null && isJump(at)) {
      if (operation == 0x90) {
        return code.size();
      }
      if (operation != 0x80) {
        waiting.add(at + 1 + (code.opcode(at) == 0x06 ? code.imm(at) : code.off(at)));
      }
      return operation == 0 ? code.size() : at + 1;
    }
    if (op == null) {
      return at + 1;
    }
    if (op.format().hasTarget()) {
      waiting.add(code.target(at));
    }
    return op.isFinal() ? code.size() : at + op.slots();
  }

  /** {@return where functions start} */
  BitSet functions() {
    return functions;
  }

  /** {@return the slots that jumps lead to} */
  BitSet targets() {
    return targets;
  }

  /** {@return whether the call at {@code at} is of a function of the program} */
  boolean isLocalCall(int at) {
    Op op = code.op(at);
    return op != null && op.operation() == Operation.CALL_SUBPROGRAM;
  }

  /** {@return the slot where the function ends that starts at {@code start}} */
  int end(int start) {
    int next = functions.nextSetBit(start + 1);
    return next < 0 ? code.size() : next;
  }
}
