package dev.jbpf.ir.alloc;

import dev.jbpf.ir.select.MachineBlock;
import dev.jbpf.ir.select.MachineFunction;
import dev.jbpf.ir.select.MachineInsn;
import java.util.Arrays;
import java.util.List;

/**
 * Which registers have a value that is needed later, at the borders of blocks. Found by going back
 * from each use to where the value is made, so that the work is as much as there is to say.
 */
final class Liveness {
  private final MachineFunction function;
  private final List<MachineBlock> blocks;
  private final IntList[] liveIn;
  private final IntList[] liveOut;
  private final int[] madeIn;
  private final IntList[] usedIn;
  private final int[] inMark;
  private final int[] outMark;
  private final IntList work = new IntList();

  private Liveness(MachineFunction function) {
    this.function = function;
    this.blocks = function.blocks();
    liveIn = lists(blocks.size());
    liveOut = lists(blocks.size());
    madeIn = new int[function.registers()];
    usedIn = new IntList[function.registers()];
    inMark = filled(blocks.size());
    outMark = filled(blocks.size());
  }

  static Liveness of(MachineFunction function) {
    Liveness liveness = new Liveness(function);
    for (MachineBlock block : liveness.blocks) {
      liveness.read(block);
    }
    for (int register = 0; register < function.registers(); register++) {
      if (liveness.usedIn[register] != null) {
        liveness.spread(register);
      }
    }
    return liveness;
  }

  private static IntList[] lists(int count) {
    IntList[] all = new IntList[count];
    for (int i = 0; i < count; i++) {
      all[i] = new IntList();
    }
    return all;
  }

  private static int[] filled(int count) {
    int[] all = new int[count];
    Arrays.fill(all, MachineInsn.NONE);
    return all;
  }

  IntList in(int block) {
    return liveIn[block];
  }

  IntList out(int block) {
    return liveOut[block];
  }

  private void read(MachineBlock block) {
    int at = block.index();
    for (int parameter : block.parameters()) {
      madeIn[parameter] = at;
    }
    for (MachineInsn insn : block.insns()) {
      use(insn.first(), at);
      use(insn.second(), at);
      for (int argument : insn.arguments()) {
        use(argument, at);
      }
      if (insn.result() >= 0) {
        madeIn[insn.result()] = at;
      }
    }
    for (int argument : block.arguments()) {
      use(argument, at);
    }
  }

  private void use(int register, int block) {
    if (register < 0 || function.isMadeAnew(register)) {
      return;
    }
    if (usedIn[register] == null) {
      usedIn[register] = new IntList();
    }
    IntList users = usedIn[register];
    if (users.isEmpty() || users.last() != block) {
      users.add(block);
    }
  }

  private void spread(int register) {
    IntList users = usedIn[register];
    for (int i = 0; i < users.size(); i++) {
      enter(register, users.get(i));
    }
    while (!work.isEmpty()) {
      int block = work.last();
      work.removeLast();
      for (int from : blocks.get(block).predecessors()) {
        if (outMark[from] != register) {
          outMark[from] = register;
          liveOut[from].add(register);
          enter(register, from);
        }
      }
    }
  }

  private void enter(int register, int block) {
    if (madeIn[register] != block && inMark[block] != register) {
      inMark[block] = register;
      liveIn[block].add(register);
      work.add(block);
    }
  }
}
