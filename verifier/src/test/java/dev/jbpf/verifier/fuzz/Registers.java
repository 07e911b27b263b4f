package dev.jbpf.verifier.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What a maker of programs believes to be in registers and on the stack. */
final class Registers {
  /** Kinds of values. */
  enum Kind {
    NONE,
    NUMBER,
    CONTEXT,
    STACK,
    VALUE,
    PACKET,
    PACKET_END,
    MAP,
    OTHER
  }

  /**
   * A value.
   *
   * @param most of a number, the greatest that it can be; 0 if nobody knows
   * @param room bytes from the pointer on that may be accessed
   */
  record Value(Kind kind, long most, int room) {
    static final Value NONE = new Value(Kind.NONE, 0, 0);
    static final Value NUMBER = new Value(Kind.NUMBER, 0, 0);
  }

  private final Value[] values = new Value[11];
  private final BitSet written = new BitSet();

  Registers() {
    Arrays.fill(values, Value.NONE);
    values[10] = new Value(Kind.STACK, 0, 0);
  }

  Registers copy() {
    Registers copy = new Registers();
    System.arraycopy(values, 0, copy.values, 0, values.length);
    copy.written.or(written);
    return copy;
  }

  /** Keeps what {@code other} believes, too. */
  void join(Registers other) {
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i].equals(other.values[i]) ? values[i] : joined(i, other);
    }
    written.and(other.written);
  }

  private Value joined(int i, Registers other) {
    return values[i].kind() == Kind.NUMBER && other.values[i].kind() == Kind.NUMBER
        ? Value.NUMBER
        : Value.NONE;
  }

  Value get(int register) {
    return values[register];
  }

  void set(int register, Value value) {
    values[register] = value;
  }

  /** Forgets what a call leaves of registers. */
  void call() {
    Arrays.fill(values, 1, 6, Value.NONE);
    values[0] = Value.NUMBER;
  }

  List<Integer> of(Kind kind) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      if (values[i].kind() == kind) {
        found.add(i);
      }
    }
    return found;
  }

  /** Notes that the bytes of the stack from {@code -below} on were written. */
  void write(int below, int size) {
    written.set(512 - below, 512 - below + size);
  }

  boolean isWritten(int below, int size) {
    return written.nextClearBit(512 - below) >= 512 - below + size;
  }
}
