package dev.jbpf.dsl.check;

import dev.jbpf.isa.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which function calls which, and how much of the stack each uses at least. The verifier admits 8
 * functions within one another, and 512 bytes in all.
 */
final class Calls {
  private static final int MAX_FRAMES = 8;

  /** Calls of each function, by their slots. */
  private final Map<Integer, TreeMap<Integer, Integer>> calls = new HashMap<>();

  private final Map<Integer, Integer> bytes = new HashMap<>();
  private final Map<Integer, Depth> depths = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private final boolean sharesStack;

  private record Depth(int frames, int bytes) {}

  /** {@code sharesStack} says whether all functions together have 512 bytes. */
  Calls(boolean sharesStack) {
    this.sharesStack = sharesStack;
  }

  void add(Code code, int slot) {
    if (code.at(slot).op() == Op.CALL_LOCAL) {
      calls.computeIfAbsent(code.function(slot), f -> new TreeMap<>()).put(slot, code.target(slot));
    }
  }

  /** Notes that {@code function} uses the stack from {@code offset}, which is negative, on. */
  void use(int function, long offset) {
    bytes.merge(function, (int) -offset, Math::max);
  }

  void report(Report report) {
    depth(0, report);
  }

  private Depth depth(int function, Report report) {
    Depth known = depths.get(function);
    if (known != null) {
      return known;
    }
    open.add(function);
    int frames = 0;
    int below = 0;
    for (Map.Entry<Integer, Integer> call :
        calls.getOrDefault(function, new TreeMap<>()).entrySet()) {
      if (open.contains(call.getValue())) {
        report.add(call.getKey(), recursion());
        continue;
      }
      Depth callee = depth(call.getValue(), report);
      broken(function, callee).ifPresent(rule -> report.add(call.getKey(), rule));
      frames = Math.max(frames, callee.frames());
      below = Math.max(below, callee.bytes());
    }
    open.remove(function);
    Depth depth = new Depth(frames + 1, below + bytes.getOrDefault(function, 0));
    depths.put(function, depth);
    return depth;
  }

  private static Rule recursion() {
    return new Rule(
        "call-recursion",
        "the function calls itself, here or through others",
        "write a loop: the verifier admits no recursion");
  }

  private Optional<Rule> broken(int function, Depth callee) {
    int total = bytes.getOrDefault(function, 0) + callee.bytes();
    if (callee.frames() == MAX_FRAMES) {
      return Rule.broken(
          "call-depth",
          "this leads to " + (MAX_FRAMES + 1) + " functions within one another",
          "the verifier admits " + MAX_FRAMES);
    }
    return sharesStack && total > State.STACK
        ? Rule.broken(
            "stack-total",
            "functions within one another use " + total + " bytes of the stack from here on",
            "all have " + State.STACK + " together: keep what is large in a map")
        : Optional.empty();
  }
}
