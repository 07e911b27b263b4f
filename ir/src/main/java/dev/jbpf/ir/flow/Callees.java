package dev.jbpf.ir.flow;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who calls whom. */
public final class Callees {
  private Callees() {}

  /** {@return the functions that {@code main} leads to, itself first, and whom each one names} */
  public static Map<Function, List<Function>> from(Function main) {
    Map<Function, List<Function>> all = new LinkedHashMap<>();
    Deque<Function> work = new ArrayDeque<>(List.of(main));
    while (!work.isEmpty()) {
      Function function = work.remove();
      if (!all.containsKey(function)) {
        List<Function> named = of(function);
        all.put(function, named);
        work.addAll(named);
      }
    }
    return all;
  }

  /** {@return the functions that {@code function} calls, or hands to what calls back} */
  public static List<Function> of(Function function) {
    Set<Function> named = new LinkedHashSet<>();
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        if (value.symbol() instanceof Referent.OfFunction found) {
          named.add(found.function());
        }
      }
    }
    return List.copyOf(named);
  }
}
