package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Operation.Kind;
import dev.jbpf.kernel.Helper;
import dev.jbpf.verifier.function.FunctionType;
import dev.jbpf.verifier.function.FunctionTypes;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.step.machine.Code;
import dev.jbpf.verifier.step.machine.Refusal;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The shape of a program, whatever its values: functions, jumps, and what is reached. */
final class Structure {
  private final Code code;
  private final IndirectTargets tables;
  private final BitSet seconds = new BitSet();
  private final BitSet functions = new BitSet();
  private final BitSet targets = new BitSet();
  private final Deque<Integer> waiting = new ArrayDeque<>();
  private int slot;

  private Structure(Code code, OptionalInt callback, IndirectTargets tables) {
    this.code = code;
    this.tables = tables;
    callback.ifPresent(functions::set);
    callback.ifPresent(waiting::add);
  }

  /**
   * {@return the shape of {@code code}}
   *
   * @param callback where a function starts that the kernel calls, and no instruction
   * @param tables where indirect jumps may go
   * @throws Misshapen if no kernel would look at what it does
   */
  static Structure of(Code code, OptionalInt callback, IndirectTargets tables) {
    Structure structure = new Structure(code, callback, tables);
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
      Op shape = code.shape(slot);
      if (shape == null) {
        throw new Refusal(
            Rule.INVALID_INSTRUCTION,
            "no instruction has the opcode 0x" + Integer.toHexString(code.opcode(slot)));
      }
      if (shape.operation().kind() == Operation.Kind.LOAD
          && isPlainLoad(shape)
          && code.imm(slot) != 0) {
        throw new Refusal(Rule.RESERVED_FIELD, "the immediate of a load is not zero");
      }
      if (shape.slots() == 2) {
        checkWide(shape, slot);
        seconds.set(++slot);
      }
    }
  }

  private static boolean isPlainLoad(Op shape) {
    return shape.operation() != Operation.READ_ACQUIRE;
  }

  private void checkWide(Op shape, int at) {
    boolean hasSecond = at + 1 < code.size() && (code.word(at + 1) & 0xffff_ffffL) == 0;
    if (!hasSecond) {
      throw new Refusal(Rule.INVALID_WIDE_LOAD, "lddw without its second slot");
    }
    boolean isFunction = shape.operation() == Operation.SUBPROGRAM;
    if (!code.hasSource(at) || !isFunction && !shape.acceptsSecond(code.word(at + 1))) {
      throw new Refusal(Rule.INVALID_WIDE_LOAD, "lddw of an unknown kind");
    }
  }

  private void findFunctions() {
    functions.set(0);
    for (slot = 0; slot < code.size(); slot++) {
      Op shape = shape(slot);
      if (shape.namesFunction() && !seconds.get(slot)) {
        int target = code.target(slot);
        if (target < 0 || target >= code.size()) {
          throw new Refusal(Rule.JUMP_RANGE, "a call out of the program");
        }
        if (seconds.get(target)) {
          throw new Refusal(Rule.JUMP_INTO_WIDE, "a call into the middle of lddw");
        }
        functions.set(target);
      }
    }
  }

  private Op shape(int at) {
    return Objects.requireNonNull(code.shape(seconds.get(at) ? at - 1 : at));
  }

  /** Every jump stays in its function, and every function ends with a jump or an exit. */
  private void checkFunctions() {
    for (int start = 0; start >= 0; start = functions.nextSetBit(start + 1)) {
      checkFunction(start, end(start));
    }
  }

  private void checkFunction(int start, int end) {
    for (slot = start; slot < end; slot++) {
      Op shape = shape(slot);
      if (shape.format().hasTarget() && !shape.namesFunction()) {
        int target = code.target(slot);
        if (target < start || target >= end) {
          throw new Refusal(Rule.JUMP_RANGE, "jump to slot " + target + ", outside the function");
        }
        targets.set(target);
      } else if (IndirectTargets.isJump(code, slot)) {
        tables.check(start, end);
        targets.or(tables.in(start, end));
      }
    }
    slot = end - 1;
    if (!shape(slot).isFinal()) {
      throw new Refusal(Rule.FALL_THROUGH, "control falls off the end of the function");
    }
  }

  /** All instructions of all functions are reached, and no jump leads into lddw. */
  private void checkReached() {
    BitSet reached = new BitSet();
    waiting.add(0);
    while (!waiting.isEmpty()) {
      int at = waiting.remove();
      while (at < code.size() && !reached.get(at)) {
        slot = at;
        if (seconds.get(at)) {
          throw new Refusal(Rule.JUMP_INTO_WIDE, "a jump into the middle of lddw");
        }
        reached.set(at);
        Op shape = shape(at);
        if (shape.format().hasTarget()) {
          waiting.add(code.target(at));
        } else if (IndirectTargets.isJump(code, at)) {
          if (tables.areUnknown()) {
            return;
          }
          int start = functions.previousSetBit(at);
          tables.in(start, end(start)).stream().forEach(waiting::add);
        }
        at = shape.isFinal() ? code.size() : at + shape.slots();
      }
    }
    reached.or(seconds);
    slot = reached.nextClearBit(0);
    if (slot < code.size()) {
      throw new Refusal(Rule.UNREACHABLE, "this instruction is unreachable");
    }
  }

  /**
   * Checks that functions without types neither call tails nor load packets the old way.
   *
   * @throws Misshapen if one does
   */
  void checkUntyped() {
    for (int at = end(0); at < code.size(); at++) {
      if (!seconds.get(at) && leavesEarly(at)) {
        throw new Misshapen(
            at,
            new Refusal(
                Rule.FUNCTION_TYPES,
                "a function without BTF does a tail call, or uses ld_abs or ld_ind"));
      }
    }
  }

  /**
   * Checks that types are given for the functions that there are, and that those which call tails,
   * or load packets the old way, return numbers.
   *
   * @throws Misshapen if not
   */
  void checkTyped(FunctionTypes types) {
    if (types.bySlot().isEmpty()) {
      return;
    }
    for (int start = 0; start >= 0; start = functions.nextSetBit(start + 1)) {
      FunctionType type = types.bySlot().get(start);
      if (start > 0 && type != null && type.returns() != FunctionType.Returns.NUMBER) {
        checkCallsNoTail(start);
      }
    }
    for (int given : types.bySlot().keySet()) {
      if (given != 0 && !functions.get(given)) {
        throw new Misshapen(
            Math.min(given, code.size() - 1),
            new Refusal(Rule.FUNCTION_TYPES, "a type is given for a function that nothing calls"));
      }
    }
  }

  private void checkCallsNoTail(int start) {
    for (int at = start; at < end(start); at++) {
      if (!seconds.get(at) && leavesEarly(at)) {
        throw new Misshapen(
            at,
            new Refusal(
                Rule.FUNCTION_TYPES,
                "a function that does not return a scalar does a tail call, or uses ld_abs or ld_ind"));
      }
    }
  }

  private boolean leavesEarly(int at) {
    return isTailCall(code, at) || shape(at).operation() == Operation.READ_PACKET;
  }

  /** {@return a slot from {@code at} on that leaves a function; negative if there is none} */
  int exit(int at) {
    return IntStream.range(at, code.size())
        .filter(slot -> !seconds.get(slot) && shape(slot).operation().kind() == Kind.RETURN)
        .findFirst()
        .orElse(-1);
  }

  /** {@return whether it calls functions of the kernel, be it where control never comes} */
  boolean callsKernel() {
    return IntStream.range(0, code.size())
        .anyMatch(at -> !seconds.get(at) && shape(at).operation() == Operation.CALL_KERNEL);
  }

  static boolean isTailCall(Code code, int at) {
    Op shape = code.shape(at);
    return shape != null
        && shape.operation() == Operation.CALL_HELPER
        && code.imm(at) == Helper.TAIL_CALL.value();
  }

  /** {@return where functions start} */
  BitSet functions() {
    return functions;
  }

  /** {@return the slots that jumps lead to} */
  BitSet targets() {
    return targets;
  }

  /** {@return the slot where the function ends that starts at {@code start}} */
  int end(int start) {
    int next = functions.nextSetBit(start + 1);
    return next < 0 ? code.size() : next;
  }
}
