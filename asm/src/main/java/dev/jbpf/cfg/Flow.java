package dev.jbpf.cfg;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.Optional;

/** How single instructions pass control on. */
final class Flow {
  private Flow() {}

  /** What an instruction does to the flow of control. */
  enum Effect {
    /** The next instruction runs. */
    NONE,
    /** The next instruction runs, and elsewhere a subprogram may. */
    REFERENCE,
    /** The next instruction runs, or the target. */
    BRANCH,
    /** The target runs. */
    JUMP,
    /** Nothing more runs here. */
    EXIT
  }

  /** {@return how many slots the instruction takes, 1 for raw data} */
  static int slots(Optional<Op> op) {
    return op.map(Op::slots).orElse(1);
  }

  static Effect effect(Optional<Op> found) {
    if (found.isEmpty()) {
      return Effect.NONE;
    }
    Op op = found.get();
    if (op == Op.EXIT) {
      return Effect.EXIT;
    } else if (op == Op.JA || op == Op.GOTOL) {
      return Effect.JUMP;
    } else if (!op.format().hasTarget()) {
      return Effect.NONE;
    }
    return op.format().offset() == Offset.SLOTS ? Effect.BRANCH : Effect.REFERENCE;
  }

  /** {@return the slot that the instruction of {@code op} at {@code slot} names} */
  static long target(Program program, int slot, Op op) {
    Format format = op.format();
    long word = program.word(slot);
    boolean inOffset = format.offset() == Offset.SLOTS;
    return slot + 1L + (inOffset ? Words.off(word) : Words.imm(word));
  }
}
