package dev.jbpf.ir.alloc.stack;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether all frames of a chain of calls fit into the stack at the same time. The verifier counts
 * each in steps of 32 bytes.
 */
public final class CallDepth {
  private static final int STEP = 32;

  private final Map<Function, FramePlaces> frames;
  private final Map<Function, List<Function>> callees;
  private final Map<Function, Deepest> known = new HashMap<>();

  private record Deepest(int size, List<Function> chain) {}

  private CallDepth(Map<Function, FramePlaces> frames, Map<Function, List<Function>> callees) {
    this.frames = frames;
    this.callees = callees;
  }

  /**
   * Checks the chains that start with {@code main}.
   *
   * @param frames of each function
   * @param callees the functions that each one calls, or hands to what calls back
   * @throws IrException if one is too long, or a function calls itself
   */
  public static void check(
      Function main, Map<Function, FramePlaces> frames, Map<Function, List<Function>> callees) {
    CallDepth depth = new CallDepth(frames, callees);
    Deepest deepest = depth.from(main, new ArrayList<>());
    if (deepest.size() > FrameLayout.LIMIT) {
      throw depth.tooDeep(deepest);
    }
  }

  private Deepest from(Function function, List<Function> callers) {
    Deepest found = known.get(function);
    if (found != null) {
      return found;
    }
    if (callers.contains(function)) {
      throw new IrException(
          "recursion",
          function.origin(),
          function.name() + " calls itself: the verifier follows each call, and refuses that");
    }
    callers.add(function);
    Deepest below = new Deepest(0, List.of());
    for (Function callee : callees.getOrDefault(function, List.of())) {
      Deepest other = from(callee, callers);
      below = other.size() > below.size() ? other : below;
    }
    callers.remove(callers.size() - 1);
    List<Function> chain = new ArrayList<>(List.of(function));
    chain.addAll(below.chain());
    Deepest all =
        new Deepest(below.size() + rounded(frames.get(function).size()) + codes(function), chain);
    known.put(function, all);
    return all;
  }

  /** The largest frame of what is written in registers and called. */
  private static int codes(Function function) {
    int most = 0;
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        if (value.symbol() instanceof Referent.OfCode of) {
          most = Math.max(most, rounded(of.code().frame()));
        }
      }
    }
    return most;
  }

  private static int rounded(int size) {
    return Math.max(1, (size + STEP - 1) / STEP) * STEP;
  }

  private IrException tooDeep(Deepest deepest) {
    List<StackObject> objects =
        deepest.chain().stream()
            .flatMap(function -> frames.get(function).objects().keySet().stream())
            .toList();
    String chain = String.join(" → ", deepest.chain().stream().map(Function::name).toList());
    return FrameErrors.tooDeep(
        chain, deepest.size(), deepest.chain().get(deepest.chain().size() - 1), objects);
  }
}
