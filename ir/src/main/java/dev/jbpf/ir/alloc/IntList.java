package dev.jbpf.ir.alloc;

import java.util.Arrays;

/** A growing list of numbers. */
final class IntList {
  private static final int[] NONE = {};

  private int[] items = NONE;
  private int size;

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, Math.max(4, 2 * size));
    }
    items[size++] = item;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  void set(int index, int item) {
    items[index] = item;
  }

  int last() {
    return items[size - 1];
  }

  void removeLast() {
    size--;
  }

  /** Removes an item; the last one takes its place. */
  void removeSwapping(int index) {
    items[index] = items[--size];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** {@return the first index whose item is at least {@code item}, in a sorted list} */
  int firstAtLeast(int item) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = low + high >>> 1;
      if (items[middle] < item) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
