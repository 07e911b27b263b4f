package dev.jbpf.methods.translate.scope;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.StateShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place where ways meet: what is the same on all of them, and which values differ. */
public final class Meeting {
  private final CallPath path;
  private final int number;
  private final FunctionBuilder f;
  private final List<Way> ways = new ArrayList<>();
  private Optional<Open> open = Optional.empty();

  /** A way that leads here: the block whose end is open, and what is known there. */
  public record Way(Block block, FrameState state) {}

  private record Open(StateShape shape, Block block) {}

  public Meeting(CallPath path, int number, FunctionBuilder f) {
    this.path = path;
    this.number = number;
    this.f = f;
  }

  /** Ends the present block: goes on here with {@code state}. */
  public void arrive(FrameState state) {
    if (open.isPresent()) {
      back(open.get(), state);
    } else {
      ways.add(new Way(f.block(), state));
    }
  }

  public List<Way> ways() {
    return ways;
  }

  public boolean isReached() {
    return !ways.isEmpty();
  }

  /** {@return what is known here; what follows is written behind it} */
  public FrameState open(boolean isLoop) {
    if (ways.size() == 1 && !isLoop) {
      f.enter(ways.get(0).block());
      return ways.get(0).state();
    }
    StateShape shape = shape();
    Block block = f.newBlock("");
    List<Value> values = new ArrayList<>();
    for (Type type : shape.types()) {
      values.add(block.addParameter(type, f.origin()));
    }
    open = Optional.of(new Open(shape, block));
    for (Way way : ways) {
      lead(way, shape, block);
    }
    f.enter(block);
    return shape.state(values);
  }

  private StateShape shape() {
    StateShape shape = StateShape.of(ways.get(0).state());
    for (Way way : ways.subList(1, ways.size())) {
      shape = shape.join(StateShape.of(way.state()));
    }
    Optional<StateShape> known = path.shape(number);
    return known.isPresent() ? shape.join(known.get()) : shape;
  }

  private void lead(Way way, StateShape shape, Block block) {
    f.enter(way.block());
    f.jump(block, shape.values(way.state(), f).toArray(new Value[0]));
  }

  private void back(Open known, FrameState state) {
    StateShape joined = known.shape().join(StateShape.of(state));
    if (!joined.equals(known.shape())) {
      path.setShape(number, joined);
      throw new StartAgain();
    }
    f.jump(known.block(), known.shape().values(state, f).toArray(new Value[0]));
  }
}
