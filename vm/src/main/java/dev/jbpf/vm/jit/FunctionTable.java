package dev.jbpf.vm.jit;

import dev.jbpf.vm.exec.MicroCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of a program, by number and by slot; the program's own is number 0. */
final class FunctionTable {
  private static final int MAX_FUNCTIONS = 1_000;
  private static final int MAX_GROWTH = 4;
  private static final int SMALL = 20_000;

  private final MicroCode code;
  private final Map<Integer, CompiledFunction> bySlot = new LinkedHashMap<>();
  private final Map<Integer, Integer> numbers = new LinkedHashMap<>();
  private long slots;

  FunctionTable(MicroCode code) {
    this.code = code;
    if (code.functions().cardinality() <= MAX_FUNCTIONS) {
      code.functions().stream().takeWhile(entry -> isReasonable()).forEach(this::add);
    }
  }

  private void add(int entry) {
    CompiledFunction function = new CompiledFunction(code, entry);
    numbers.put(entry, bySlot.size());
    bySlot.put(entry, function);
    slots += function.slots().cardinality();
  }

  boolean isReasonable() {
    return code.functions().cardinality() <= MAX_FUNCTIONS
        && slots <= SMALL + (long) MAX_GROWTH * code.words().length;
  }

  CompiledFunction at(int slot) {
    return bySlot.get(slot);
  }

  int number(int slot) {
    return numbers.get(slot);
  }

  List<CompiledFunction> all() {
    return List.copyOf(bySlot.values());
  }
}
