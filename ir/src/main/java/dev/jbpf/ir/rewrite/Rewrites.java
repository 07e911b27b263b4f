package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** Goes through the values of a function, operands before those who use them, and replaces some. */
public final class Rewrites {
  /** What may stand for a value. */
  public interface Rule {
    /** {@return what stands for {@code value}: itself, another, or what {@code maker} appends} */
    Value apply(Maker maker, Value value);
  }

  private Rewrites() {}

  public static void run(Function function, Rule rule) {
    boolean changed = false;
    for (Block block : function.blocks()) {
      changed |= run(function, block, rule);
    }
    if (changed) {
      Sweep.update(function);
    }
  }

  private static boolean run(Function function, Block block, Rule rule) {
    List<Value> before = block.values();
    List<Value> after = new ArrayList<>(before.size());
    boolean changed = false;
    for (Value value : before) {
      value.update();
      Value other = rule.apply(new Maker(function, after, value), value);
      if (other == value) {
        after.add(value);
      } else {
        value.replaceWith(other);
        changed = true;
      }
    }
    boolean hasMore = after.size() != before.size();
    if (changed || hasMore) {
      block.setValues(after);
    }
    return changed;
  }
}
