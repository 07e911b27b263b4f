package dev.jbpf.ir.alloc.check;

import dev.jbpf.ir.alloc.Locations;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.Step;
import dev.jbpf.ir.select.MachineBlock;
import dev.jbpf.ir.select.MachineFunction;
import dev.jbpf.ir.select.MachineInsn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Proves that each instruction finds its operands where it looks for them. What an instruction
 * needs is followed back, on all ways, through moves and to parameters of blocks, until what makes
 * it is met: that has to be the right one. Nothing is taken from the allocator but its result.
 */
public final class PlacementChecker {
  private final PlacedFunction placed;
  private final MachineFunction function;
  private final Needs needs;

  /** What each block is known to need at its start. */
  private final List<Set<Need>> atStart = new ArrayList<>();

  /** What each block is to provide at its end, and was not asked for yet. */
  private final List<Set<Need>> asked = new ArrayList<>();

  private final Deque<Integer> work = new ArrayDeque<>();
  private final boolean[] isWaiting;

  private PlacementChecker(PlacedFunction placed) {
    this.placed = placed;
    this.function = placed.function();
    this.needs = new Needs(function.registers(), Locations.slot(placed.slots().size()));
    this.isWaiting = new boolean[function.blocks().size()];
    for (MachineBlock block : function.blocks()) {
      atStart.add(new HashSet<>());
      asked.add(new HashSet<>());
      isWaiting[block.index()] = true;
      work.addFirst(block.index());
    }
  }

  /**
   * Checks {@code placed}.
   *
   * @throws IllegalStateException if an instruction finds something else: the allocator is wrong
   */
  public static void check(PlacedFunction placed) {
    new PlacementChecker(placed).run();
  }

  private void run() {
    boolean[] isSeen = new boolean[function.blocks().size()];
    while (!work.isEmpty()) {
      int block = work.remove();
      isWaiting[block] = false;
      for (Need need : asked.get(block)) {
        needs.add(need.location(), need.register());
      }
      asked.get(block).clear();
      back(block, !isSeen[block]);
      isSeen[block] = true;
      needs.drain(need -> enter(block, need));
    }
  }

  /** Goes through the steps of a block from the last to the first. */
  private void back(int block, boolean isFirstTime) {
    List<Step> steps = placed.blocks().get(block);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (isFirstTime || !needs.isEmpty()) {
        back(block, steps.get(i), isFirstTime);
      }
    }
  }

  private void back(int block, Step step, boolean isFirstTime) {
    if (step instanceof Step.Move move) {
      needs.move(move.to(), move.from());
    } else if (step instanceof Step.Make make) {
      made(block, make.recipe(), make.to());
    } else if (step instanceof Step.Run run) {
      if (run.insn().result() >= 0) {
        made(block, run.insn().result(), run.result());
        lost(block, run.insn().clobbers());
        requireNowhereElse(block, run.insn().result());
      } else {
        lost(block, run.insn().clobbers());
      }
      if (isFirstTime) {
        operands(block, run);
      }
    }
  }

  private void made(int block, int register, int location) {
    needs.take(location, other -> require(other == register, block, other, location));
  }

  private void requireNowhereElse(int block, int register) {
    require(!needs.has(register), block, register, Locations.FRAME);
  }

  private void lost(int block, int registers) {
    for (int machine = 0; machine < Locations.REGISTERS; machine++) {
      int location = machine;
      if ((registers >> machine & 1) != 0) {
        needs.take(machine, other -> require(false, block, other, location));
      }
    }
  }

  private void operands(int block, Step.Run run) {
    MachineInsn insn = run.insn();
    require(insn.first() < 0 || !isOverwritten(run), block, insn.first(), run.first());
    operand(insn.first(), run.first());
    operand(insn.second(), run.second());
    int target = insn.isCall() ? 1 : 0;
    for (int argument : insn.arguments()) {
      operand(argument, target++);
    }
  }

  /** The result of the machine's instruction is in the place of its first operand. */
  private static boolean isOverwritten(Step.Run run) {
    MachineInsn insn = run.insn();
    boolean isShared = insn.second() >= 0 && insn.result() >= 0 && run.result() == run.second();
    boolean isHarmless = insn.isCommutative() || insn.second() == insn.first();
    return insn.tiesFirst() && isShared && !isHarmless
        || insn.tiesSecond() && run.result() == run.first();
  }

  private void operand(int register, int location) {
    if (register >= 0) {
      needs.add(location, register);
    }
  }

  private void enter(int block, Need need) {
    if (!atStart.get(block).add(need)) {
      return;
    }
    int parameter = indexOf(function.blocks().get(block).parameters(), need.register());
    if (block == 0) {
      require(
          parameter >= 0 && need.location() == parameter + 1, 0, need.register(), need.location());
    }
    for (int from : function.blocks().get(block).predecessors()) {
      int register =
          parameter < 0 ? need.register() : function.blocks().get(from).arguments()[parameter];
      asked.get(from).add(new Need(need.location(), register));
      if (!isWaiting[from]) {
        isWaiting[from] = true;
        work.add(from);
      }
    }
  }

  private static int indexOf(int[] all, int wanted) {
    for (int i = 0; i < all.length; i++) {
      if (all[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private void require(boolean holds, int block, int register, int location) {
    if (!holds) {
      throw new IllegalStateException(
          "v%d is not in %s where block %d of %s has it"
              .formatted(register, Locations.name(location), block, function.function().name()));
    }
  }
}
