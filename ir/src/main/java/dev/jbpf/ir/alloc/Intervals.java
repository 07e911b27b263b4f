package dev.jbpf.ir.alloc;

import dev.jbpf.ir.select.MachineBlock;
import dev.jbpf.ir.select.MachineFunction;
import dev.jbpf.ir.select.MachineInsn;
import java.util.List;

/** The intervals of a function, and the places where calls lose registers. */
final class Intervals {
  private final MachineFunction function;
  private final Positions positions;
  private final Interval[] all;
  private final RegisterHints hints;

  /** Where r0 to r5 are lost, and where r0 is. */
  private final IntList calls = new IntList();

  private final IntList results = new IntList();

  private Intervals(MachineFunction function, Positions positions) {
    this.function = function;
    this.positions = positions;
    this.all = new Interval[function.registers()];
    this.hints = new RegisterHints(function.registers());
  }

  static Intervals of(MachineFunction function, Liveness liveness, Positions positions) {
    Intervals intervals = new Intervals(function, positions);
    List<MachineBlock> blocks = function.blocks();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      intervals.visit(blocks.get(i), liveness.out(i));
    }
    for (Interval interval : intervals.all) {
      if (interval != null) {
        interval.finish();
      }
    }
    intervals.collectClobbers();
    return intervals;
  }

  Interval of(int register) {
    return all[register];
  }

  int count() {
    return all.length;
  }

  RegisterHints hints() {
    return hints;
  }

  /** {@return where the machine's register is lost, in order} */
  IntList clobbers(int machine) {
    return machine == 0 ? results : calls;
  }

  private Interval made(int register) {
    if (all[register] == null) {
      all[register] = new Interval(register);
    }
    return all[register];
  }

  private void visit(MachineBlock block, IntList liveOut) {
    int start = positions.start(block.index());
    for (int i = 0; i < liveOut.size(); i++) {
      made(liveOut.get(i)).prepend(start, positions.end(block.index()));
    }
    int exit = positions.exit(block.index());
    for (int i = 0; i < block.arguments().length; i++) {
      int argument = block.arguments()[i];
      use(argument, start, exit, exit + 1, false);
      int parameter = function.blocks().get(block.successors()[0]).parameters()[i];
      hints.same(parameter, argument);
    }
    for (int i = block.insns().size() - 1; i >= 0; i--) {
      visit(block.insns().get(i), start, positions.insn(block.index(), i));
    }
    for (int i = 0; i < block.parameters().length; i++) {
      int parameter = block.parameters()[i];
      define(parameter, start);
      if (block.index() == 0) {
        hints.fixed(parameter, i + 1);
      }
    }
  }

  private void visit(MachineInsn insn, int start, int at) {
    boolean isLate = insn.clobbers() != 0;
    if (insn.result() >= 0) {
      define(insn.result(), at + Positions.RESULT);
      made(insn.result()).prependUse(at + Positions.RESULT, true);
    }
    operand(insn.second(), start, at, isLate || insn.needsSecondLate());
    operand(insn.first(), start, at, isLate || insn.needsFirstLate());
    for (int i = 0; i < insn.arguments().length; i++) {
      use(insn.arguments()[i], start, at, at + 1, false);
    }
    hint(insn);
  }

  private void operand(int register, int start, int at, boolean isLate) {
    int position = isLate ? at + Positions.RESULT : at;
    use(register, start, position, position + 1, true);
  }

  private void hint(MachineInsn insn) {
    if (insn.result() >= 0) {
      if (insn.tiesFirst()) {
        hints.same(insn.result(), insn.first());
      }
      if (insn.second() >= 0 && (insn.tiesSecond() || !insn.tiesFirst() || insn.isCommutative())) {
        hints.same(insn.result(), insn.second());
      }
      if (insn.givesR0()) {
        hints.fixed(insn.result(), 0);
      }
    }
    int first = insn.isCall() ? 1 : 0;
    for (int i = 0; i < insn.arguments().length; i++) {
      hints.fixed(insn.arguments()[i], first + i);
    }
  }

  private void use(int register, int start, int position, int end, boolean isRegisterWanted) {
    if (register < 0 || function.isMadeAnew(register)) {
      return;
    }
    Interval interval = made(register);
    interval.prepend(start, end);
    interval.prependUse(position, isRegisterWanted);
  }

  /** What nobody uses is there for a moment. */
  private void define(int register, int position) {
    Interval interval = made(register);
    if (interval.isEmpty()) {
      interval.prepend(position, position + 1);
    } else {
      interval.startAt(position);
    }
  }

  private void collectClobbers() {
    for (MachineBlock block : function.blocks()) {
      for (int i = 0; i < block.insns().size(); i++) {
        MachineInsn insn = block.insns().get(i);
        int at = positions.insn(block.index(), i) + Positions.CLOBBER;
        if (insn.clobbers() != 0) {
          results.add(at);
        }
        if (Integer.bitCount(insn.clobbers()) > 1) {
          calls.add(at);
        }
      }
    }
  }
}
