package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/**
 * Which values are to be computed where the author has it, as what a verifier knows of them depends
 * on the place: indexes made of a number that some branch compares. Before the comparison their
 * range is another one than behind it.
 */
final class Checked {
  private final boolean[] isCompared;
  private final boolean[] isIndex;

  private Checked(int values) {
    isCompared = new boolean[values];
    isIndex = new boolean[values];
  }

  static Checked of(Function function) {
    Checked checked = new Checked(function.valueCount());
    for (Block block : function.blocks()) {
      for (Value value : block.terminator().operands()) {
        checked.mark(value);
      }
    }
    for (Block block : function.blocks()) {
      checked.forward(block);
    }
    for (int i = function.blocks().size() - 1; i >= 0; i--) {
      checked.back(function.blocks().get(i));
    }
    return checked;
  }

  /** What it has the register of is compared with it. */
  private void mark(Value value) {
    Value at = value;
    while (!at.isConstant() && !isCompared[at.id()]) {
      isCompared[at.id()] = true;
      at = isSame(at) ? at.operand(0) : at;
    }
  }

  private static boolean isSame(Value value) {
    return switch (value.opcode()) {
      case RETYPE, ZERO_EXTEND, SIGN_EXTEND -> true;
      default -> false;
    };
  }

  /** What is made of a number that is compared. */
  private void forward(Block block) {
    for (Value value : block.values()) {
      if (isStep(value)) {
        for (int i = 0; i < value.count(); i++) {
          isCompared[value.id()] |= isCompared[value.operand(i).id()];
        }
      }
    }
  }

  /** What an index is made of. */
  private void back(Block block) {
    for (int i = block.values().size() - 1; i >= 0; i--) {
      Value value = block.values().get(i);
      boolean isUser = value.opcode() == Opcode.OFFSET || value.opcode().kind() == Opcode.Kind.CALL;
      if (isUser || isIndex[value.id()] && isStep(value)) {
        for (int j = 0; j < value.count(); j++) {
          isIndex[value.operand(j).id()] = true;
        }
      }
    }
  }

  private static boolean isStep(Value value) {
    return switch (value.opcode().kind()) {
      case BINARY, UNARY, OTHER -> true;
      default -> false;
    };
  }

  /** {@return whether {@code value} is to stay in its block} */
  boolean isTied(Value value) {
    if (value.opcode() == Opcode.OFFSET) {
      return !value.type().equals(Type.PACKET) && isCompared[value.operand(1).id()];
    }
    return value.opcode().kind() == Opcode.Kind.BINARY
        && isIndex[value.id()]
        && isCompared[value.id()];
  }
}
