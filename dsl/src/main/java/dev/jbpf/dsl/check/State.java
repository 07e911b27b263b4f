package dev.jbpf.dsl.check;

import dev.jbpf.isa.Reg;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is known of registers and stack at a place. Sets of registers are bits: bit n is register n.
 * Whether something has a value is asked of some way here, what value it has of every way.
 */
final class State {
  static final int STACK = 512;
  private static final int MAIN = 1 << 1 | 1 << 10;
  private static final int SUBPROGRAM = 0b11_1110 | 1 << 10;

  /** Registers that have a value, on some way here. */
  private int known;

  /** Registers whose value a call has taken, on some way here. */
  private int lost;

  /** What each register holds, on every way here. */
  private final Value[] registers = new Value[Reg.COUNT];

  /** Bytes of the stack that were written, on some way here; bit 0 is byte -512. */
  private final BitSet written = new BitSet(STACK);

  /** Values of 8 bytes on the stack, by their offset, on every way here. */
  private final Map<Long, Value> spilled = new HashMap<>();

  /** Whether an address of the stack is somewhere where it is not followed. */
  private boolean escaped;

  private State(int known) {
    this.known = known;
    Arrays.fill(registers, Value.ANY);
    registers[Reg.R10.number()] = new Value.Stack(0);
  }

  private State(State other) {
    known = other.known;
    lost = other.lost;
    escaped = other.escaped;
    System.arraycopy(other.registers, 0, registers, 0, registers.length);
    written.or(other.written);
    spilled.putAll(other.spilled);
  }

  /** At the start of the program the context is in R1. */
  static State main() {
    State state = new State(MAIN);
    state.registers[Reg.R1.number()] = new Value.Context(0);
    return state;
  }

  /** At the start of a subprogram its arguments, however many, are in R1 to R5. */
  static State subprogram() {
    return new State(SUBPROGRAM);
  }

  State copy() {
    return new State(this);
  }

  int known() {
    return known;
  }

  int lost() {
    return lost;
  }

  Value value(Reg reg) {
    return registers[reg.number()];
  }

  void set(Reg reg, Value value) {
    registers[reg.number()] = value;
  }

  /** Gives and takes values; what is given is not known yet. */
  void apply(Effects effects) {
    int touched = effects.writes() | effects.loses();
    for (int i = 0; i < Reg.R10.number(); i++) {
      if ((touched & 1 << i) != 0) {
        registers[i] = Value.ANY;
      }
    }
    known = effects.after(known);
    lost = (lost | effects.loses()) & ~effects.writes();
  }

  /** Replaces all values, wherever they are. */
  void replace(UnaryOperator<Value> change) {
    for (int i = 0; i < registers.length; i++) {
      registers[i] = change.apply(registers[i]);
    }
    spilled.replaceAll((offset, value) -> change.apply(value));
  }

  /** {@return whether bytes are all on the stack} */
  static boolean isOnStack(long offset, long size) {
    return offset >= -STACK && size >= 0 && offset + size <= 0;
  }

  /** Notes that bytes of the stack were written, all on it, with nothing known. */
  void write(long offset, long size) {
    written.set((int) (STACK + offset), (int) (STACK + offset + size));
    spilled.keySet().removeIf(at -> at < offset + size && at + Long.BYTES > offset);
  }

  /** Notes that 8 bytes of the stack hold {@code value}. */
  void spill(long offset, Value value) {
    write(offset, Long.BYTES);
    if (value != Value.ANY && !escaped) {
      spilled.put(offset, value);
    }
  }

  /** {@return what the 8 bytes at {@code offset} hold} */
  Value spilledAt(long offset) {
    return spilled.getOrDefault(offset, Value.ANY);
  }

  /** {@return how many of these bytes, all on the stack, something may have written} */
  int written(long offset, long size) {
    int from = (int) (STACK + offset);
    return written.get(from, from + (int) size).cardinality();
  }

  /** An address of the stack went where it is not followed: anything may be written through it. */
  void loseStack() {
    write(-STACK, STACK);
    escaped = true;
  }

  /**
   * Adds another way to get here.
   *
   * @return whether that changes anything
   */
  boolean merge(State other) {
    State before = copy();
    known |= other.known;
    lost |= other.lost;
    if (other.escaped) {
      loseStack();
    }
    written.or(other.written);
    for (int i = 0; i < registers.length; i++) {
      registers[i] = merge(registers[i], other.registers[i]);
    }
    mergeSpilled(other);
    return !isSame(before);
  }

  private void mergeSpilled(State other) {
    for (Long offset : Map.copyOf(spilled).keySet()) {
      Value merged = merge(spilled.get(offset), other.spilledAt(offset));
      if (merged == Value.ANY) {
        spilled.remove(offset);
      } else {
        spilled.put(offset, merged);
      }
    }
    if (other.spilled.entrySet().stream()
        .anyMatch(entry -> entry.getValue().isStack() && !spilled.containsKey(entry.getKey()))) {
      loseStack();
    }
  }

  private Value merge(Value a, Value b) {
    if (a.equals(b)) {
      return a;
    }
    if (a.isStack() || b.isStack()) {
      loseStack();
    }
    return Value.ANY;
  }

  private boolean isSame(State other) {
    return known == other.known
        && lost == other.lost
        && escaped == other.escaped
        && Arrays.equals(registers, other.registers)
        && written.equals(other.written)
        && spilled.equals(other.spilled);
  }
}
