package dev.jbpf.ir.select;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Of which values the upper 32 bits of the register are zero. Values of 64 bits count as such only
 * where it is plain.
 */
final class CleanBits {
  private final boolean[] dirty;
  private final List<List<Value>> receivers;
  private final Deque<Value> work = new ArrayDeque<>();

  private CleanBits(int values) {
    dirty = new boolean[values];
    receivers = new ArrayList<>(Collections.nCopies(values, List.of()));
  }

  static CleanBits of(Function function) {
    CleanBits bits = new CleanBits(function.valueCount());
    bits.start(function);
    bits.spread();
    return bits;
  }

  boolean isClean(Value value) {
    return value.id() < dirty.length ? !dirty[value.id()] : !isDirty(value);
  }

  private void start(Function function) {
    for (Value parameter : function.parameters()) {
      mark(parameter);
    }
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        visit(value);
      }
      for (Edge edge : block.terminator().edges()) {
        for (int i = 0; i < edge.count(); i++) {
          passOn(edge.argument(i), edge.target().parameters().get(i));
        }
      }
    }
  }

  private void passOn(Value from, Value to) {
    if (receivers.get(from.id()).isEmpty()) {
      receivers.set(from.id(), new ArrayList<>(2));
    }
    receivers.get(from.id()).add(to);
  }

  /** A value is dirty by itself, or if its only operand is. */
  private void visit(Value value) {
    if (value.opcode() == Opcode.RETYPE || value.opcode() == Opcode.COPY || isTruncation(value)) {
      passOn(value.operand(0), value);
    } else if (isDirty(value)) {
      mark(value);
    }
  }

  static boolean isTruncation(Value value) {
    return (value.opcode() == Opcode.ZERO_EXTEND || value.opcode() == Opcode.SIGN_EXTEND)
        && value.immediate() == Integer.SIZE
        && !value.type().isWide();
  }

  private static boolean isDirty(Value value) {
    boolean isWide = value.type().isWide();
    return switch (value.opcode().kind()) {
      case LEAF -> isWide && !(value.isConstant() && value.immediate() >>> Integer.SIZE == 0);
      case BINARY -> isWide;
      case UNARY ->
          switch (value.opcode()) {
            case ZERO_EXTEND -> false;
            case SIGN_EXTEND -> isWide;
            case SWAP, TO_LE, TO_BE -> value.immediate() == Long.SIZE;
            default -> isWide;
          };
      case COMPARE -> false;
      case LOAD -> isWide || value.type().isSigned() && value.type().bits() < Integer.SIZE;
      case ATOMIC -> isWide;
      case OTHER, STORE, CALL -> true;
    };
  }

  private void mark(Value value) {
    if (!dirty[value.id()]) {
      dirty[value.id()] = true;
      work.add(value);
    }
  }

  private void spread() {
    while (!work.isEmpty()) {
      for (Value receiver : receivers.get(work.remove().id())) {
        mark(receiver);
      }
    }
  }
}
