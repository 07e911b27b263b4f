package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Code;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.subject.MapShape;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Where {@code gotox} may go: what is in the arrays of instructions that a program is given.
 *
 * <p>Source: {@code Documentation/bpf}, and what tests of Linux 6.19 expect; seen on no kernel
 * here.
 */
record IndirectTargets(List<MapShape> tables) {

  static IndirectTargets of(Collection<MapShape> maps) {
    return new IndirectTargets(
        maps.stream().filter(map -> map.type() == MapType.INSN_ARRAY).distinct().toList());
  }

  /** {@return whether nobody knows what one of them holds} */
  boolean areUnknown() {
    return tables.stream().anyMatch(table -> table.content().isEmpty());
  }

  /** {@return the slots that the tables of the function from {@code start} to {@code end} name} */
  BitSet in(int start, int end) {
    BitSet slots = new BitSet();
    for (MapShape table : tables) {
      for (int at = 0; table.content().isPresent() && at < table.maxEntries(); at++) {
        int slot = table.instruction(at);
        if (slot >= start && slot < end) {
          slots.set(slot);
        }
      }
    }
    return slots;
  }

  /** {@return all slots that they name, in a program of that size} */
  BitSet all(int size) {
    return in(0, size);
  }

  /**
   * Checks the tables of a function that jumps through one: kernels want one at least, and none
   * that leads into the function and out of it.
   */
  void check(int start, int end) {
    if (areUnknown()) {
      return;
    }
    boolean hasOne = false;
    for (MapShape table : tables) {
      boolean isOf = isWithin(table.instruction(0), start, end);
      hasOne |= isOf;
      for (int at = 1; isOf && at < table.maxEntries(); at++) {
        if (!isWithin(table.instruction(at), start, end)) {
          throw new Refusal(
              Rule.JUMP_RANGE,
              "entry " + at + " of " + table.name() + " leads out of the function");
        }
      }
    }
    if (!hasOne) {
      throw new Refusal(Rule.JUMP_RANGE, "no array of instructions leads into this function");
    }
  }

  private static boolean isWithin(int slot, int start, int end) {
    return slot >= start && slot < end;
  }

  /** {@return the slots where the jump at {@code slot} may go now} */
  BitSet from(Machine machine, int slot) {
    int register = machine.code().dst(slot);
    Value value = machine.read(register);
    if (!(value instanceof Pointer pointer) || pointer.kind() != PointerKind.INSTRUCTION) {
      throw Machine.refusal(
          Rule.JUMP_RANGE,
          register,
          Machine.name(register)
              + " holds "
              + Demands.described(value)
              + ", not the address of an instruction from an array of these");
    }
    MapShape table = pointer.map();
    if (table.content().isEmpty()) {
      throw new Unknown("an indirect jump: the content of its instruction array is not known");
    }
    // The load has checked that both are within the table.
    int first = (int) ((pointer.off() + pointer.var().umin()) / Long.BYTES);
    int last = (int) ((pointer.off() + pointer.var().umax()) / Long.BYTES);
    BitSet slots = new BitSet();
    for (int at = first; at <= last; at++) {
      slots.set(table.instruction(at));
    }
    return slots;
  }

  static boolean isJump(Code code, int slot) {
    Op shape = code.shape(slot);
    return shape != null && shape.operation() == Operation.INDIRECT;
  }
}
