package dev.jbpf.code;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The slots of labels. Those without a name are as many as a program has blocks: they are kept as
 * numbers, in a table of their own.
 */
final class LabelPlaces {
  private static final int FIRST_CAPACITY = 64;

  private final Map<String, Integer> named = new HashMap<>();
  private long[] ids = new long[FIRST_CAPACITY];
  private int[] slots = new int[FIRST_CAPACITY];
  private int count;

  /** {@return whether the label had no place yet, and has this one now} */
  boolean add(Label label, int slot) {
    return label.name().isEmpty()
        ? add(label.id(), slot)
        : named.putIfAbsent(label.name(), slot) == null;
  }

  OptionalInt find(Label label) {
    if (!label.name().isEmpty()) {
      Integer slot = named.get(label.name());
      return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }
    int at = indexOf(label.id());
    return ids[at] == 0 ? OptionalInt.empty() : OptionalInt.of(slots[at]);
  }

  private boolean add(long id, int slot) {
    if (2 * count >= ids.length) {
      grow();
    }
    int at = indexOf(id);
    if (ids[at] != 0) {
      return false;
    }
    ids[at] = id;
    slots[at] = slot;
    count++;
    return true;
  }

  /** Moves all: where a label was at a slot, it is at that slot's place in {@code moved}. */
  void move(int[] moved) {
    named.replaceAll((name, slot) -> moved[slot]);
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != 0) {
        slots[i] = moved[slots[i]];
      }
    }
  }

  /** Numbers follow one another: as they are, they spread well. No label has the number 0. */
  private int indexOf(long id) {
    int mask = ids.length - 1;
    int at = (int) id & mask;
    while (ids[at] != 0 && ids[at] != id) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldIds = ids;
    int[] oldSlots = slots;
    ids = new long[2 * oldIds.length];
    slots = new int[ids.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != 0) {
        int at = indexOf(oldIds[i]);
        ids[at] = oldIds[i];
        slots[at] = oldSlots[i];
      }
    }
  }
}
