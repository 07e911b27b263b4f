package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import java.util.Arrays;

/**
 * Finds types by their bytes: two are equal when they are written alike, because names and other
 * types are numbers there. An open table of ids, at most half full.
 */
final class BtfIndex {
  private final ByteSink types;

  /** Where the type of each id starts, and behind the last where it ends. */
  private int[] starts = new int[16];

  private int[] table = new int[2 * starts.length];
  private int count;

  BtfIndex(ByteSink types) {
    this.types = types;
  }

  int count() {
    return count;
  }

  /** The id of a type of the same bytes as those from {@code start} to the end; 0 if none is. */
  int find(int start) {
    return table[place(start, types.size())];
  }

  /** Notes that the bytes from {@code start} to the end are a new type, and returns its id. */
  int add(int start) {
    count++;
    if (count + 1 == starts.length) {
      grow();
    }
    starts[count] = start;
    starts[count + 1] = types.size();
    table[place(start, types.size())] = count;
    return count;
  }

  private void grow() {
    starts = Arrays.copyOf(starts, 2 * starts.length);
    table = new int[2 * starts.length];
    for (int id = 1; id < count; id++) {
      table[place(starts[id], starts[id + 1])] = id;
    }
  }

  /** Where the id of these bytes is in the table, or would be. */
  private int place(int start, int end) {
    byte[] bytes = types.array();
    int hash = 1;
    for (int at = start; at < end; at++) {
      hash = 31 * hash + bytes[at];
    }
    int place = (hash ^ hash >>> 16) & table.length - 1;
    while (table[place] != 0 && !isAt(table[place], start, end)) {
      place = place + 1 & table.length - 1;
    }
    return place;
  }

  private boolean isAt(int id, int start, int end) {
    byte[] bytes = types.array();
    return Arrays.equals(bytes, starts[id], starts[id + 1], bytes, start, end);
  }
}
