package dev.jbpf.classic;

import dev.jbpf.isa.Op;

/** What a comparison is in eBPF, and its opposite, each with a number and with a register. */
enum JumpOps {
  EQUAL(Op.JEQ_IMM, Op.JEQ_REG, Op.JNE_IMM, Op.JNE_REG),
  GREATER(Op.JGT_IMM, Op.JGT_REG, Op.JLE_IMM, Op.JLE_REG),
  GREATER_OR_EQUAL(Op.JGE_IMM, Op.JGE_REG, Op.JLT_IMM, Op.JLT_REG),
  ANY_BIT(Op.JSET_IMM, Op.JSET_REG, Op.JSET_IMM, Op.JSET_REG);

  private final Op immediate;
  private final Op register;
  private final Op oppositeImmediate;
  private final Op oppositeRegister;

  JumpOps(Op immediate, Op register, Op oppositeImmediate, Op oppositeRegister) {
    this.immediate = immediate;
    this.register = register;
    this.oppositeImmediate = oppositeImmediate;
    this.oppositeRegister = oppositeRegister;
  }

  static JumpOps of(ClassicOp op) {
    return switch (op) {
      case JEQ_K, JEQ_X -> EQUAL;
      case JGT_K, JGT_X -> GREATER;
      case JGE_K, JGE_X -> GREATER_OR_EQUAL;
      case JSET_K, JSET_X -> ANY_BIT;
      default -> throw new IllegalStateException(op + " does not compare");
    };
  }

  boolean hasOpposite() {
    return this != ANY_BIT;
  }

  /** {@return the jump that compares with a number, or its opposite} */
  Op withNumber(boolean opposite) {
    return opposite ? oppositeImmediate : immediate;
  }

  /** {@return the jump that compares with a register, or its opposite} */
  Op withRegister(boolean opposite) {
    return opposite ? oppositeRegister : register;
  }
}
