package dev.jbpf.ir.alloc;

import dev.jbpf.ir.select.MachineBlock;
import dev.jbpf.ir.select.MachineFunction;

/**
 * Numbers for the places of a function. An instruction has four: operands are read at the first,
 * registers are lost at the second, the result is there at the third, and so are operands that must
 * not share its register. Blocks have four at their start, and four at their end, where values go
 * to the parameters of the next one.
 */
final class Positions {
  static final int STEP = 4;
  static final int CLOBBER = 1;
  static final int RESULT = 2;

  private final int[] starts;
  private final int[] ends;

  Positions(MachineFunction function) {
    int count = function.blocks().size();
    starts = new int[count];
    ends = new int[count];
    int at = 0;
    for (MachineBlock block : function.blocks()) {
      starts[block.index()] = at;
      at += STEP * (block.insns().size() + 2);
      ends[block.index()] = at;
    }
  }

  int start(int block) {
    return starts[block];
  }

  /** {@return the place behind the block} */
  int end(int block) {
    return ends[block];
  }

  /** {@return where values go to the parameters of the next block} */
  int exit(int block) {
    return ends[block] - STEP;
  }

  int insn(int block, int index) {
    return starts[block] + STEP * (index + 1);
  }

  /** {@return the place before the instruction that {@code position} is of} */
  static int before(int position) {
    return position & -STEP;
  }
}
