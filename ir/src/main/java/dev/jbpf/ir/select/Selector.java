package dev.jbpf.ir.select;

import static dev.jbpf.ir.select.MachineInsn.NONE;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Chooses instructions. Blocks are visited from the last to the first, and each from its end, so
 * that all uses of a value are known before it is made: what nobody wants is not made, and what
 * others took into their offsets and immediates neither.
 */
public final class Selector {
  private final Function function;
  private final int[] index;
  private final ValueRegisters registers;
  private final ValueSelector values;
  private final BranchSelector branches;
  private final List<MachineBlock> blocks = new ArrayList<>();

  private Selector(Function function, TargetMachine target) {
    this.function = function;
    this.index = new int[function.blockCount()];
    this.registers = new ValueRegisters(function);
    this.values = new ValueSelector(registers, target);
    this.branches = new BranchSelector(registers, target);
  }

  /**
   * {@return {@code function} as instructions for {@code target}}
   *
   * @throws IrException if the target has no instruction for something
   */
  public static MachineFunction select(Function function, TargetMachine target) {
    return new Selector(function, target).run();
  }

  private MachineFunction run() {
    List<Block> all = function.blocks();
    for (int i = 0; i < all.size(); i++) {
      index[all.get(i).id()] = i;
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      blocks.add(block(all.get(i), i));
    }
    Collections.reverse(blocks);
    connect();
    return new MachineFunction(
        function, blocks, registers.count(), registers.recipes(), registers.pinned());
  }

  private MachineBlock block(Block from, int at) {
    int[] parameters = new int[from.parameters().size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = registers.of(from.parameters().get(i));
    }
    MachineBlock block = new MachineBlock(at, parameters);
    BlockCode code = new BlockCode(registers);
    end(from, block, code);
    for (int i = from.values().size() - 1; i >= 0; i--) {
      Value value = from.values().get(i);
      if (registers.isWanted(value) || !value.opcode().isRemovable()) {
        values.select(value, code);
      }
    }
    code.moveTo(block.insns());
    return block;
  }

  private void end(Block from, MachineBlock block, BlockCode code) {
    Terminator end = from.terminator();
    if (end instanceof Terminator.Jump jump) {
      block.setWays(new int[] {number(jump.edge())}, arguments(jump.edge()));
    } else if (end instanceof Terminator.Branch branch) {
      block.setWays(
          new int[] {number(branch.then()), number(branch.otherwise())}, MachineInsn.NO_ARGUMENTS);
      branches.select(branch, number(branch.then()), code);
    } else if (end instanceof Terminator.MayGoto may) {
      block.setWays(new int[] {number(may.out()), number(may.on())}, MachineInsn.NO_ARGUMENTS);
      code.add(Op.MAY_GOTO, NONE, NONE, NONE, 0, 0, number(may.out()), may.origin());
    } else if (end instanceof Terminator.Return ret) {
      leave(ret, code);
    } else if (end instanceof Terminator.Unreachable) {
      code.exit(function.constant(Type.U64, 0, end.origin()), end.origin());
    } else {
      throw new IllegalStateException("a switch is to be lowered before: " + from);
    }
  }

  private void leave(Terminator.Return ret, BlockCode code) {
    Value value =
        ret.value().isPresent() ? ret.value().get() : function.constant(Type.U64, 0, ret.origin());
    if (!value.type().isWide() && !registers.isClean(value)) {
      value =
          function.make(
              Opcode.ZERO_EXTEND,
              Type.U64,
              List.of(value),
              Integer.SIZE,
              value.symbol(),
              ret.origin());
      code.exit(value, ret.origin());
      values.select(value, code);
    } else {
      code.exit(value, ret.origin());
    }
  }

  private int number(Edge edge) {
    return index[edge.target().id()];
  }

  private int[] arguments(Edge edge) {
    int[] all = new int[edge.count()];
    for (int i = 0; i < all.length; i++) {
      all[i] = registers.anyOf(edge.argument(i));
    }
    return all;
  }

  private void connect() {
    int[] counts = new int[blocks.size()];
    for (MachineBlock block : blocks) {
      for (int next : block.successors()) {
        counts[next]++;
      }
    }
    int[][] all = new int[blocks.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new int[counts[i]];
    }
    for (MachineBlock block : blocks) {
      for (int next : block.successors()) {
        all[next][--counts[next]] = block.index();
      }
    }
    for (MachineBlock block : blocks) {
      block.setPredecessors(all[block.index()]);
    }
  }
}
