package dev.jbpf.ir.alloc.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Which values have to be at which locations, at one place of a program. */
final class Needs {
  private final Map<Integer, Set<Integer>> byLocation = new HashMap<>();

  boolean isEmpty() {
    return byLocation.isEmpty();
  }

  void add(Need need) {
    byLocation.computeIfAbsent(need.location(), made -> new HashSet<>()).add(need.register());
  }

  /** What has to be at {@code to} has to be at {@code from} before. */
  void move(int to, int from) {
    Set<Integer> moved = byLocation.remove(to);
    if (moved != null) {
      byLocation.computeIfAbsent(from, made -> new HashSet<>()).addAll(moved);
    }
  }

  /** Hands over what has to be at {@code location}, which is settled then. */
  void take(int location, IntConsumer taker) {
    Set<Integer> taken = byLocation.remove(location);
    if (taken != null) {
      taken.forEach(taker::accept);
    }
  }

  /** {@return whether {@code register} has to be somewhere} */
  boolean has(int register) {
    return byLocation.values().stream().anyMatch(all -> all.contains(register));
  }

  /** Hands over all. */
  void drain(Consumer<Need> taker) {
    byLocation.forEach(
        (location, all) -> all.forEach(register -> taker.accept(new Need(location, register))));
    byLocation.clear();
  }
}
