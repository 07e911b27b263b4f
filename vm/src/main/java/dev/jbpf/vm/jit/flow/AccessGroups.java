package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.MicroCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Finds accesses that one check is enough for. What registers hold at the start of a stretch, and
 * what is computed in it, has a number; a register is known as such a number and a constant.
 */
public final class AccessGroups {
  /** How many groups a stretch has at most. */
  public static final int MAX = 4;

  /** How far from the first access of a group the others are at most. */
  private static final int MAX_DISTANCE = 1 << 15;

  private final MicroCode code;
  private final CompiledFunction function;
  private final Bases bases;
  private final List<Stretch> stretches = new ArrayList<>();
  private final FixedDistances known = new FixedDistances();
  private final Map<Pointer, List<Access>> accesses = new LinkedHashMap<>();
  private int values;

  private record Pointer(int origin, int base) {
    boolean isFixedTo(int fixed) {
      return origin == ~fixed && base == fixed;
    }
  }

  private record Access(int slot, long distance, int size) {}

  private AccessGroups(MicroCode code, CompiledFunction function, Bases bases) {
    this.code = code;
    this.function = function;
    this.bases = bases;
  }

  /**
   * {@return the stretches of {@code slots} of {@code function} that have groups}
   *
   * @param isEntered whether control comes to a slot from elsewhere than the one before
   */
  public static List<Stretch> of(
      MicroCode code,
      CompiledFunction function,
      BitSet slots,
      IntPredicate isEntered,
      Bases bases) {
    AccessGroups groups = new AccessGroups(code, function, bases);
    int expected = -1;
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      if (slot != expected || isEntered.test(slot)) {
        groups.begin(slot);
      }
      groups.follow(slot, code.words()[slot]);
      expected = groups.next(slot);
    }
    groups.end();
    return groups.stretches;
  }

  /** The slot that the stretch goes on with, -1 if it ends here: calls may move memory. */
  private int next(int slot) {
    int micro = MicroCode.micro(code.words()[slot]);
    return MicroFlow.isCall(micro) || !MicroFlow.fallsThrough(micro)
        ? -1
        : MicroFlow.following(slot, micro);
  }

  private void end() {
    List<AccessGroup> groups = new ArrayList<>();
    accesses.entrySet().stream()
        .filter(group -> group.getValue().size() > 1)
        .sorted(Comparator.comparing(group -> -group.getValue().size()))
        .limit(MAX)
        .forEach(group -> groups.add(group(groups.size(), group.getKey(), group.getValue())));
    if (!groups.isEmpty()) {
      stretches.add(stretch(groups));
    }
    accesses.clear();
  }

  private void begin(int slot) {
    end();
    for (int register = 0; register < Reg.COUNT; register++) {
      becomesNew(register);
      int base =
          slot == function.entry()
              ? Bases.atEntry(register)
              : function.fixed().base(register, slot);
      if (base != Bases.NONE) {
        long distance = slot == function.entry() ? 0 : function.fixed().distance(register);
        known.set(register, ~base, distance);
      }
    }
  }

  private Stretch stretch(List<AccessGroup> groups) {
    int start = groups.stream().mapToInt(AccessGroup::first).min().orElseThrow();
    int last =
        groups.stream()
            .flatMap(group -> group.indexes().keySet().stream())
            .mapToInt(slot -> slot)
            .max()
            .orElseThrow();
    return new Stretch(start, last + 1, List.copyOf(groups));
  }

  private AccessGroup group(int number, Pointer pointer, List<Access> all) {
    long low = all.stream().mapToLong(Access::distance).min().orElseThrow();
    long high =
        all.stream().mapToLong(access -> access.distance() + access.size()).max().orElseThrow();
    Map<Integer, Integer> indexes = new HashMap<>();
    all.forEach(access -> indexes.put(access.slot(), (int) (access.distance() - low)));
    int first = all.get(0).slot();
    int length = (int) (high - low);
    return new AccessGroup(
        number, first, pointer.base(), Map.copyOf(indexes), length, place(pointer, low, length));
  }

  /** Programs are run with the start of a region in r1. Functions are called with anything. */
  private OptionalInt place(Pointer pointer, long low, int length) {
    boolean isInFrame =
        pointer.isFixedTo(Bases.STACK) && low >= -EngineState.FRAME_BYTES && low + length <= 0;
    if (isInFrame) {
      return OptionalInt.of((int) low + EngineState.FRAME_BYTES);
    }
    boolean isOfRun = pointer.isFixedTo(Bases.ARGUMENT) && function.entry() == 0 && low >= 0;
    return isOfRun ? OptionalInt.of((int) low) : OptionalInt.empty();
  }

  private void follow(int slot, long word) {
    int micro = MicroCode.micro(word);
    boolean isAccess = MicroFlow.isLoad(micro) || MicroFlow.isStore(micro);
    if (isAccess && !MicroFlow.isInFrame(word)) {
      access(slot, word, MicroFlow.pointer(word));
    }
    known.follow(code, word).ifPresent(this::becomesNew);
  }

  private void becomesNew(int register) {
    known.set(register, values++, 0);
  }

  private void access(int slot, long word, int register) {
    long distance = known.distance(register) + MicroCode.c(word);
    List<Access> group =
        accesses.computeIfAbsent(
            new Pointer(known.origin(register), bases.of(slot)), unused -> new ArrayList<>());
    long fromFirst = group.isEmpty() ? 0 : distance - group.get(0).distance();
    if (fromFirst > -MAX_DISTANCE && fromFirst < MAX_DISTANCE) {
      group.add(new Access(slot, distance, MicroFlow.size(MicroCode.micro(word))));
    }
  }
}
