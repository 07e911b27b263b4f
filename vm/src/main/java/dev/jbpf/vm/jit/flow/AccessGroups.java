package dev.jbpf.vm.jit.flow;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Bases bases;
  private final List<Stretch> stretches = new ArrayList<>();
  private final int[] origins = new int[Reg.COUNT];
  private final long[] distances = new long[Reg.COUNT];
  private final Map<Pointer, List<Access>> accesses = new LinkedHashMap<>();
  private int values;

  private record Pointer(int origin, int base) {}

  private record Access(int slot, long distance, int size) {}

  private AccessGroups(MicroCode code, Bases bases) {
    this.code = code;
    this.bases = bases;
  }

  /**
   * {@return the stretches of {@code slots} that have groups}
   *
   * @param isEntered whether control comes to a slot from elsewhere than the one before
   */
  public static List<Stretch> of(
      MicroCode code, BitSet slots, IntPredicate isEntered, Bases bases) {
    AccessGroups groups = new AccessGroups(code, bases);
    int expected = -1;
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      if (slot != expected || isEntered.test(slot)) {
        groups.begin();
      }
      groups.follow(slot, code.words()[slot]);
      expected = groups.next(slot);
    }
    groups.begin();
    return groups.stretches;
  }

  /** The slot that the stretch goes on with, -1 if it ends here: calls may move memory. */
  private int next(int slot) {
    int micro = MicroCode.micro(code.words()[slot]);
    boolean isCall =
        micro == Micro.CALL
            || micro == Micro.CALL_LOCAL
            || micro == Micro.TAIL_CALL
            || micro == Micro.PACKET;
    return isCall || !MicroFlow.fallsThrough(micro) ? -1 : MicroFlow.following(slot, micro);
  }

  private void begin() {
    List<AccessGroup> groups = new ArrayList<>();
    accesses.values().stream()
        .filter(group -> group.size() > 1)
        .sorted(Comparator.comparing(group -> -group.size()))
        .limit(MAX)
        .forEach(group -> groups.add(group(groups.size(), group)));
    if (!groups.isEmpty()) {
      stretches.add(stretch(groups));
    }
    accesses.clear();
    for (int register = 0; register < Reg.COUNT; register++) {
      becomesNew(register);
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

  private AccessGroup group(int number, List<Access> all) {
    long low = all.stream().mapToLong(Access::distance).min().orElseThrow();
    long high =
        all.stream().mapToLong(access -> access.distance() + access.size()).max().orElseThrow();
    Map<Integer, Integer> indexes = new HashMap<>();
    all.forEach(access -> indexes.put(access.slot(), (int) (access.distance() - low)));
    int first = all.get(0).slot();
    return new AccessGroup(number, first, bases.of(first), Map.copyOf(indexes), (int) (high - low));
  }

  private void follow(int slot, long word) {
    int micro = MicroCode.micro(word);
    boolean isAccess = MicroFlow.isLoad(micro) || MicroFlow.isStore(micro);
    if (isAccess && !MicroFlow.isInFrame(word)) {
      access(slot, word, MicroFlow.pointer(word));
    }
    int a = MicroCode.a(word);
    int b = MicroCode.b(word);
    boolean isConstant = MicroCode.isConstant(b);
    if (micro == Micro.MOV && !isConstant) {
      origins[a] = origins[b];
      distances[a] = distances[b];
    } else if (micro == Micro.ADD && isConstant) {
      distances[a] += code.constant(b);
    } else if (micro == Micro.SUB && isConstant) {
      distances[a] -= code.constant(b);
    } else {
      MicroFlow.written(word).ifPresent(this::becomesNew);
    }
  }

  private void becomesNew(int register) {
    origins[register] = values++;
    distances[register] = 0;
  }

  private void access(int slot, long word, int register) {
    long distance = distances[register] + MicroCode.c(word);
    List<Access> group =
        accesses.computeIfAbsent(
            new Pointer(origins[register], bases.of(slot)), unused -> new ArrayList<>());
    long fromFirst = group.isEmpty() ? 0 : distance - group.get(0).distance();
    if (fromFirst > -MAX_DISTANCE && fromFirst < MAX_DISTANCE) {
      group.add(new Access(slot, distance, MicroFlow.size(MicroCode.micro(word))));
    }
  }
}
