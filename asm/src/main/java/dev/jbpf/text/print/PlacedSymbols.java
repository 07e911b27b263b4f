package dev.jbpf.text.print;

import dev.jbpf.internal.Rows;
import java.util.Arrays;

/** The symbols of a section by their distances from its start, as rows of arrays. */
final class PlacedSymbols {
  private long[] offsets = {};
  private int[] symbols = {};
  private int size;
  private boolean ascending = true;

  /** Adds a symbol, {@code offset} bytes from the start. */
  void add(long offset, int symbol) {
    if (size == offsets.length) {
      int capacity = Math.max(8, size * 2);
      offsets = Arrays.copyOf(offsets, capacity);
      symbols = Arrays.copyOf(symbols, capacity);
    }
    ascending &= size == 0 || offsets[size - 1] <= offset;
    offsets[size] = offset;
    symbols[size++] = symbol;
  }

  /** Puts them into the order of their offsets; those at one offset stay in theirs. */
  void sort() {
    if (ascending) {
      return;
    }
    long[] sorted = Arrays.copyOf(offsets, size);
    Rows.sort(sorted, size);
    // A rank and a row are one number each, which objects need not be made for.
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = (long) Arrays.binarySearch(sorted, offsets[i]) << Integer.SIZE | i;
    }
    Rows.sort(order, size);
    int[] moved = new int[size];
    for (int i = 0; i < size; i++) {
      moved[i] = symbols[(int) order[i]];
    }
    offsets = sorted;
    symbols = moved;
    ascending = true;
  }

  int size() {
    return size;
  }

  /** {@return how far the {@code i}-th one is from the start, in bytes} */
  long offset(int i) {
    return offsets[i];
  }

  /** {@return the number of the {@code i}-th one in the object} */
  int symbol(int i) {
    return symbols[i];
  }

  /** {@return the first one at {@code offset} or behind it} */
  int from(long offset) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offsets[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
