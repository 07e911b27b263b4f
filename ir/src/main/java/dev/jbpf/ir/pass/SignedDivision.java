package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Sweep;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes signed divisions as unsigned ones of the numbers without their signs, for machines that
 * have no others.
 */
public final class SignedDivision {
  private SignedDivision() {}

  /** Rewrites the divisions of {@code function}, if {@code target} lacks them. */
  public static void run(Function function, TargetMachine target) {
    if (target.supports(Op.SDIV_REG)) {
      return;
    }
    boolean changed = false;
    for (Block block : function.blocks()) {
      if (hasSigned(block)) {
        rewrite(function, block);
        changed = true;
      }
    }
    if (changed) {
      Sweep.update(function);
    }
  }

  private static boolean hasSigned(Block block) {
    for (Value value : block.values()) {
      if (isSigned(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSigned(Value value) {
    return value.opcode() == Opcode.SDIV || value.opcode() == Opcode.SMOD;
  }

  private static void rewrite(Function function, Block block) {
    List<Value> values = new ArrayList<>();
    for (Value value : block.values()) {
      if (isSigned(value)) {
        value.replaceWith(divided(new Maker(function, values, value), value));
      } else {
        values.add(value);
      }
    }
    block.setValues(values);
  }

  /** A number x without its sign is {@code (x ^ s) - s}, where s is 0 or, below zero, -1. */
  private static Value divided(Maker maker, Value value) {
    Value left = value.operand(0);
    Value right = value.operand(1);
    Value leftSign = sign(maker, left);
    Value rightSign = sign(maker, right);
    boolean isQuotient = value.opcode() == Opcode.SDIV;
    Value result =
        maker.binary(
            isQuotient ? Opcode.DIV : Opcode.MOD,
            withSign(maker, left, leftSign),
            withSign(maker, right, rightSign));
    Value resultSign = isQuotient ? maker.binary(Opcode.XOR, leftSign, rightSign) : leftSign;
    return withSign(maker, result, resultSign);
  }

  private static Value sign(Maker maker, Value value) {
    return maker.binary(Opcode.SAR, value, maker.number(value.type().width() - 1));
  }

  private static Value withSign(Maker maker, Value value, Value sign) {
    return maker.binary(Opcode.SUB, maker.binary(Opcode.XOR, value, sign), sign);
  }
}
