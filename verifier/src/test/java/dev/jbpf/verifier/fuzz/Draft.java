package dev.jbpf.verifier.fuzz;

import static dev.jbpf.verifier.testing.Code.slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program as it grows. */
final class Draft {
  private static final int MAP = 1;
  private static final int MAP_VALUE = 2;
  private static final int SUBPROGRAM = 1;
  private static final int CALLBACK = 4;

  private final List<Long> slots = new ArrayList<>();
  private final Map<Integer, Integer> maps = new HashMap<>();
  private final Map<Integer, Integer> calls = new HashMap<>();

  int size() {
    return slots.size();
  }

  void add(long... code) {
    for (long word : code) {
      slots.add(word);
    }
  }

  void loadMap(int register, int map) {
    maps.put(slots.size(), map);
    add(slot(0x18, register, MAP, 0, 0), 0L);
  }

  void loadMapValue(int register, int map, int offset) {
    maps.put(slots.size(), map);
    add(slot(0x18, register, MAP_VALUE, 0, 0), (long) offset << Integer.SIZE);
  }

  /** Adds a jump, to be sent to where {@link #land} is called with what this returns. */
  int jump(int opcode, int dst, int src, int imm) {
    add(slot(opcode, dst, src, 0, imm));
    return slots.size() - 1;
  }

  void land(int jump) {
    setOffset(jump, slots.size() - jump - 1);
  }

  void jumpBack(int opcode, int dst, int src, int imm, int target) {
    add(slot(opcode, dst, src, target - slots.size() - 1, imm));
  }

  private void setOffset(int at, int offset) {
    slots.set(at, slots.get(at) & ~0xffff0000L | (offset & 0xffffL) << 16);
  }

  void call(int subprogram) {
    calls.put(slots.size(), subprogram);
    add(slot(0x85, 0, SUBPROGRAM, 0, 0));
  }

  void loadFunction(int register, int subprogram) {
    calls.put(slots.size(), subprogram);
    add(slot(0x18, register, CALLBACK, 0, 0), 0L);
  }

  /** Says where each subprogram starts. */
  void link(Map<Integer, Integer> starts) {
    calls.forEach(
        (at, subprogram) ->
            slots.set(
                at,
                slots.get(at) & 0xffffffffL
                    | (long) (starts.get(subprogram) - at - 1) << Integer.SIZE));
  }

  long[] slots() {
    return slots.stream().mapToLong(Long::longValue).toArray();
  }

  Map<Integer, Integer> maps() {
    return Map.copyOf(maps);
  }
}
