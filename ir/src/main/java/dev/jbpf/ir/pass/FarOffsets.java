package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Rewrites;
import java.util.HashSet;
import java.util.Set;

/**
 * Verifiers (Linux 6.18) take a constant that was added to a copy of another number for an offset
 * once the sum is added to an address, and refuse one of 2^29 or more, however small the sum is.
 * They forget the constant when something is added again: 0 is, where such a sum may be an offset.
 */
public final class FarOffsets {
  private static final long FAR = 1L << 29;

  private final Set<Value> sums = new HashSet<>();
  private boolean isGrowing;

  private FarOffsets() {}

  /** Changes offsets of {@code function}. */
  public static void run(Function function) {
    FarOffsets pass = new FarOffsets();
    do {
      pass.isGrowing = false;
      for (Block block : function.blocks()) {
        pass.collect(block);
      }
    } while (pass.isGrowing);
    if (!pass.sums.isEmpty()) {
      Rewrites.run(function, pass::change);
    }
  }

  private void collect(Block block) {
    for (Value value : block.values()) {
      if (isFar(value) || passesOn(value)) {
        isGrowing |= sums.add(value);
      }
    }
    for (Edge edge : block.terminator().edges()) {
      for (int i = 0; i < edge.count(); i++) {
        if (sums.contains(edge.argument(i))) {
          isGrowing |= sums.add(edge.target().parameters().get(i));
        }
      }
    }
  }

  private static boolean isFar(Value value) {
    return (value.opcode() == Opcode.ADD || value.opcode() == Opcode.SUB)
        && (isFarNumber(value, value.operand(0)) || isFarNumber(value, value.operand(1)));
  }

  private static boolean isFarNumber(Value sum, Value number) {
    long by = sum.type().isWide() ? number.immediate() : (int) number.immediate();
    return number.isConstant() && (by >= FAR || by <= -FAR);
  }

  private boolean passesOn(Value value) {
    return switch (value.opcode()) {
      case COPY, RETYPE, ZERO_EXTEND, SIGN_EXTEND -> sums.contains(value.operand(0));
      default -> false;
    };
  }

  private Value change(Maker maker, Value value) {
    if (value.opcode() != Opcode.OFFSET || !sums.contains(value.operand(1))) {
      return value;
    }
    Value distance = value.operand(1);
    Value zero = maker.add(Opcode.CONSTANT, Type.U64, 0);
    Value again = maker.add(Opcode.ADD, distance.type(), 0, distance, zero);
    return maker.add(Opcode.OFFSET, value.type(), value.immediate(), value.operand(0), again);
  }
}
