package dev.jbpf.elf.bpf.describe;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A function of a program: its slots from {@code start} to before {@code end}.
 *
 * @param name that of the program, or of the label at its start
 */
public record FunctionSpan(String name, int start, int end) {

  /**
   * The functions of a program, the entry first. As for the kernel, one starts where a call or a
   * function's address points, and ends where the next one starts.
   *
   * @throws IllegalArgumentException if a call leads out of the program, or a jump out of a
   *     function
   */
  public static List<FunctionSpan> of(String name, Program program) {
    TreeSet<Integer> starts = new TreeSet<>(List.of(0));
    forEachTarget(program, true, (slot, target) -> starts.add(within(name, program, slot, target)));
    List<FunctionSpan> functions = spans(name, program, List.copyOf(starts));
    forEachTarget(program, false, (slot, target) -> checkJump(name, functions, slot, target));
    return functions;
  }

  private interface TargetAction {
    void accept(int slot, int target);
  }

  private static void forEachTarget(Program program, boolean functions, TargetAction action) {
    int slot = 0;
    while (slot < program.size()) {
      Optional<Op> op = program.opAt(slot);
      if (op.isPresent()
          && op.get().format().hasTarget()
          && op.get().namesFunction() == functions) {
        action.accept(slot, slot + 1 + op.get().distance(program.word(slot)));
      }
      slot += op.isPresent() ? op.get().slots() : 1;
    }
  }

  private static int within(String name, Program program, int slot, int target) {
    if (target < 0 || target >= program.size()) {
      throw new IllegalArgumentException(
          String.format(
              "program '%s': slot %d calls slot %d of %d (%s)",
              name, slot, target, program.size(), program.origin(new Slot(slot))));
    }
    return target;
  }

  private static List<FunctionSpan> spans(String name, Program program, List<Integer> starts) {
    Map<Integer, String> labels = new HashMap<>();
    program.labels().forEach((label, slot) -> labels.putIfAbsent(slot.number(), label));
    List<FunctionSpan> functions = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.get(i);
      int end = i + 1 < starts.size() ? starts.get(i + 1) : program.size();
      String own = i == 0 ? name : labels.getOrDefault(start, name + "_" + i);
      functions.add(new FunctionSpan(own, start, end));
    }
    return functions;
  }

  private static void checkJump(String name, List<FunctionSpan> all, int slot, int target) {
    FunctionSpan from = all.get(indexAt(all, slot));
    if (target < from.start || target >= from.end) {
      throw new IllegalArgumentException(
          String.format(
              "program '%s': slot %d jumps to slot %d, out of the function '%s' (slots %d to %d)",
              name, slot, target, from.name, from.start, from.end - 1));
    }
  }

  /** Its size in bytes. */
  public int bytes() {
    return (end - start) * Words.BYTES;
  }

  /** The index of the function that {@code slot} is in. */
  public static int indexAt(List<FunctionSpan> all, int slot) {
    int low = 0;
    int high = all.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (all.get(middle).start <= slot) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
