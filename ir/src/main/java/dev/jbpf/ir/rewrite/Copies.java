package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies of blocks, put into a function: what they make of their own is copied along, what they use
 * of elsewhere stays the same, unless something is said to stand for it.
 */
public final class Copies {
  private final Function into;
  private final boolean isOfOther;
  private final Map<Value, Value> values = new IdentityHashMap<>();
  private final Map<Block, Block> blocks = new HashMap<>();
  private final Map<StackObject, StackObject> objects = new HashMap<>();

  /**
   * No copies yet.
   *
   * @param into the function that they go to
   * @param isOfOther whether they come from another one, whose objects of the stack are copied, too
   */
  public Copies(Function into, boolean isOfOther) {
    this.into = into;
    this.isOfOther = isOfOther;
  }

  /** Puts {@code copy} in the place of {@code value}. */
  public void put(Value value, Value copy) {
    values.put(value, copy);
  }

  /** {@return what stands for {@code value}} */
  public Value of(Value value) {
    return values.getOrDefault(value, value);
  }

  /** {@return the copy of {@code block}, if there is one} */
  public Block of(Block block) {
    return blocks.getOrDefault(block, block);
  }

  /** {@return copies of {@code originals}, which come in an order that makes values before uses} */
  public List<Block> copy(List<Block> originals) {
    List<Block> copies = new ArrayList<>(originals.size());
    for (Block original : originals) {
      Block copy = into.addBlock(original.name());
      copy.setBound(original.bound());
      blocks.put(original, copy);
      copies.add(copy);
      for (Value parameter : original.parameters()) {
        if (!values.containsKey(parameter)) {
          put(parameter, copy.addParameter(parameter.type(), parameter.origin()));
        }
      }
    }
    originals.forEach(this::fill);
    return copies;
  }

  private void fill(Block original) {
    Block copy = of(original);
    for (Value value : original.values()) {
      List<Value> operands = value.operands().stream().map(this::of).toList();
      Value made =
          into.make(
              value.opcode(),
              value.type(),
              operands,
              value.immediate(),
              symbol(value.symbol()),
              value.origin());
      put(value, made.named(value.name()));
      copy.values().add(made);
    }
    copy.setTerminator(copy(original.terminator()));
  }

  private Referent symbol(Referent symbol) {
    return isOfOther && symbol instanceof Referent.OfStack stack
        ? new Referent.OfStack(objects.computeIfAbsent(stack.object(), Copies::copy))
        : symbol;
  }

  private static StackObject copy(StackObject object) {
    return new StackObject(object.name(), object.size(), object.alignment(), object.origin());
  }

  private Edge copy(Edge edge) {
    return Edge.to(of(edge.target()), edge.arguments().stream().map(this::of).toList());
  }

  private Terminator copy(Terminator end) {
    if (end instanceof Terminator.Jump jump) {
      return new Terminator.Jump(copy(jump.edge()), jump.origin());
    }
    if (end instanceof Terminator.Branch branch) {
      return new Terminator.Branch(
          branch.condition(),
          of(branch.left()),
          of(branch.right()),
          copy(branch.then()),
          copy(branch.otherwise()),
          branch.origin());
    }
    if (end instanceof Terminator.Switch all) {
      return new Terminator.Switch(
          of(all.value()),
          all.cases(),
          all.ways().stream().map(this::copy).toList(),
          copy(all.otherwise()),
          all.origin());
    }
    if (end instanceof Terminator.MayGoto may) {
      return new Terminator.MayGoto(copy(may.on()), copy(may.out()), may.origin());
    }
    if (end instanceof Terminator.Return ret) {
      return new Terminator.Return(ret.value().map(this::of), ret.origin());
    }
    return end;
  }
}
