package dev.jbpf.ir.emit;

import dev.jbpf.code.Label;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.Step;
import dev.jbpf.ir.select.MachineBlock;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which blocks are written one behind the other, and which jumps that leaves. Blocks that do
 * nothing are not written: who jumps there jumps to where they lead.
 */
final class BlockOrder {
  private static final int NOBODY = -1;

  private final List<MachineBlock> blocks;
  private final PlacedFunction placed;
  private final int[] resolved;
  private final int[] next;
  private final Label[] labels;
  private final int[] emitted;

  /** A conditional jump. */
  record Jump(Op op, int target) {}

  BlockOrder(PlacedFunction placed) {
    this.placed = placed;
    this.blocks = placed.function().blocks();
    int count = blocks.size();
    resolved = new int[count];
    int[] kept = new int[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      resolved[i] = end(i);
      if (i == 0 || resolved[i] == i) {
        kept[size++] = i;
      }
    }
    emitted = Arrays.copyOf(kept, size);
    next = new int[count];
    for (int i = 0; i < emitted.length; i++) {
      next[emitted[i]] = i + 1 < emitted.length ? emitted[i + 1] : NOBODY;
    }
    labels = new Label[count];
    for (int block : emitted) {
      for (int way : blocks.get(block).successors()) {
        label(resolved[way]);
      }
    }
  }

  private int end(int block) {
    int at = block;
    int steps = 0;
    while (isEmpty(at) && steps++ < blocks.size()) {
      at = blocks.get(at).successors()[0];
    }
    return isEmpty(at) ? block : at;
  }

  private boolean isEmpty(int block) {
    return placed.blocks().get(block).isEmpty() && blocks.get(block).successors().length == 1;
  }

  int[] emitted() {
    return emitted;
  }

  int resolved(int block) {
    return resolved[block];
  }

  /** {@return whether somebody may jump to {@code block}} */
  boolean isTarget(int block) {
    return labels[block] != null;
  }

  Label label(int block) {
    if (labels[block] == null) {
      labels[block] = Label.create();
    }
    return labels[block];
  }

  /** {@return the jump at the end of {@code block} that compares, if its ways differ} */
  Optional<Jump> jump(int block, Op op) {
    int then = way(block, 0);
    int otherwise = way(block, 1);
    if (then == otherwise) {
      return Optional.empty();
    }
    Optional<Op> opposite = op.operation() == Operation.SET ? Optional.empty() : op.opposite();
    return then == next[block] && opposite.isPresent()
        ? Optional.of(new Jump(opposite.get(), otherwise))
        : Optional.of(new Jump(op, then));
  }

  private int way(int block, int index) {
    return resolved[blocks.get(block).successors()[index]];
  }

  /** {@return where to jump behind the last instruction of {@code block}, if that is needed} */
  OptionalInt jumpBehind(int block) {
    int[] ways = blocks.get(block).successors();
    if (ways.length == 0) {
      return OptionalInt.empty();
    }
    int last = resolved[ways[ways.length - 1]];
    boolean isTurned =
        ways.length == 2
            && resolved[ways[0]] == next[block]
            && canTurn(block)
            && last != next[block];
    return last == next[block] || isTurned ? OptionalInt.empty() : OptionalInt.of(last);
  }

  private boolean canTurn(int block) {
    List<Step> steps = placed.blocks().get(block);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof Step.Run run) {
        Operation operation = run.insn().op().operation();
        return operation.kind() == Operation.Kind.CONDITION && operation != Operation.SET;
      }
    }
    return false;
  }
}
