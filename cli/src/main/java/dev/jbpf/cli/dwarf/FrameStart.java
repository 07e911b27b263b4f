package dev.jbpf.cli.dwarf;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Reg;

/**
 * How far below r10 a function's part of the stack starts. clang counts variables from there, and
 * says it nowhere: it is the lowest that the function uses.
 */
final class FrameStart {
  private static final int ALIGNMENT = 8;

  private long lowest;
  private Reg copy = Reg.R10;

  private FrameStart() {}

  /** {@return the distance from r10, 0 or less, of the instructions from {@code start} on} */
  static long of(Program program, int start, int end) {
    FrameStart frame = new FrameStart();
    for (int slot = start; slot < end; slot++) {
      if (program.opAt(slot).isPresent()) {
        frame.see(program.elementAt(new Slot(slot)));
      }
    }
    return Math.floorDiv(frame.lowest, ALIGNMENT) * ALIGNMENT;
  }

  private void see(CodeElement element) {
    if (!(element instanceof Insn insn)) {
      return;
    }
    boolean isAccess =
        insn.op()
            .base()
            .filter(base -> (base == Field.DST ? insn.dst() : insn.src()) == Reg.R10)
            .isPresent();
    boolean isSum = insn.op().operation() == Operation.ADD && !insn.op().readsSrc();
    if (isAccess) {
      lowest = Math.min(lowest, insn.off());
    } else if (isSum && insn.dst() == copy) {
      lowest = Math.min(lowest, insn.imm());
    }
    boolean isCopy = insn.op().operation() == Operation.MOV && insn.op().readsSrc();
    copy = isCopy && insn.src() == Reg.R10 ? insn.dst() : Reg.R10;
  }
}
