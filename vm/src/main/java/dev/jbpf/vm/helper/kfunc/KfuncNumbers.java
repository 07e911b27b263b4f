package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.vm.helper.HelperFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The functions of a world, by name and by the number that stands for the name in its programs.
 * Thread-safe.
 */
public final class KfuncNumbers {
  /** Far from the numbers that kernels have. */
  private static final int FIRST = 1 << 28;

  private final Map<String, HelperFunction> functions = new HashMap<>();
  private final List<String> numbered = new ArrayList<>();
  private Optional<Consumer<KfuncNumbers>> filler;

  /** A table that {@code filler} fills when somebody asks it first, but for what is there then. */
  public KfuncNumbers(Consumer<KfuncNumbers> filler) {
    this.filler = Optional.of(filler);
  }

  private void fill() {
    Optional<Consumer<KfuncNumbers>> all = filler;
    filler = Optional.empty();
    all.ifPresent(
        standard -> {
          Map<String, HelperFunction> given = Map.copyOf(functions);
          standard.accept(this);
          functions.putAll(given);
        });
  }

  /** Programs find {@code function} by that name from now on. */
  public synchronized void put(String name, HelperFunction function) {
    functions.put(name, function);
  }

  /** {@return the number that stands for {@code name}; empty if there is no such function} */
  public synchronized OptionalInt number(String name) {
    fill();
    if (!functions.containsKey(name)) {
      return OptionalInt.empty();
    }
    if (!numbered.contains(name)) {
      numbered.add(name);
    }
    return OptionalInt.of(FIRST + numbered.indexOf(name));
  }

  /** {@return the function of that number} */
  public synchronized Optional<HelperFunction> function(int number) {
    int index = number - FIRST;
    return index >= 0 && index < numbered.size()
        ? Optional.ofNullable(functions.get(numbered.get(index)))
        : Optional.empty();
  }

  /** {@return the names of all} */
  public synchronized List<String> names() {
    fill();
    return functions.keySet().stream().sorted().toList();
  }
}
