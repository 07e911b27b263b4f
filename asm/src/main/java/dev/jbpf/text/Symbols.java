package dev.jbpf.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of a source: each gets a number, and keeps what is known of it under that number. */
final class Symbols {
  /** A place, or a value, that is not known yet. */
  static final int UNKNOWN = -1;

  private int[] table = new int[1024];
  private byte[] pool = new byte[4096];
  private int[] ends = new int[256];
  private int[] hashes = new int[256];
  private int[] places = new int[256];
  private int[] definitions = new int[256];
  private int pooled;
  private int count;

  /**
   * {@return the number of the name that stands in {@code text} from {@code from} to {@code to}}
   */
  int intern(byte[] text, int from, int to, int hash) {
    if (count == ends.length) {
      grow();
    }
    int mask = table.length - 1;
    int i = spread(hash) & mask;
    for (int entry; (entry = table[i]) != 0; i = i + 1 & mask) {
      if (hashes[entry - 1] == hash && isName(entry - 1, text, from, to)) {
        return entry - 1;
      }
    }
    table[i] = count + 1;
    return add(text, from, to, hash);
  }

  /** {@return the number of that name, {@link #UNKNOWN} if it has none} */
  int find(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    for (int symbol = 0; symbol < count; symbol++) {
      if (isName(symbol, text, 0, text.length)) {
        return symbol;
      }
    }
    return UNKNOWN;
  }

  /** {@return the number of a new symbol that no name finds} */
  int anonymous() {
    return add(pool, 0, 0, 0);
  }

  private int add(byte[] text, int from, int to, int hash) {
    if (count == ends.length) {
      grow();
    }
    if (pooled + to - from > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, pooled + to - from));
    }
    System.arraycopy(text, from, pool, pooled, to - from);
    pooled += to - from;
    ends[count] = pooled;
    hashes[count] = hash;
    places[count] = UNKNOWN;
    return count++;
  }

  private void grow() {
    int size = count * 2;
    ends = Arrays.copyOf(ends, size);
    hashes = Arrays.copyOf(hashes, size);
    places = Arrays.copyOf(places, size);
    definitions = Arrays.copyOf(definitions, size);
    int[] wider = new int[size * 4];
    for (int entry : table) {
      if (entry != 0) {
        int i = spread(hashes[entry - 1]) & wider.length - 1;
        while (wider[i] != 0) {
          i = i + 1 & wider.length - 1;
        }
        wider[i] = entry;
      }
    }
    table = wider;
  }

  private static int spread(int hash) {
    int h = hash * 0x9e3779b9;
    return h ^ h >>> 15;
  }

  private int startOf(int symbol) {
    return symbol == 0 ? 0 : ends[symbol - 1];
  }

  private boolean isName(int symbol, byte[] text, int from, int to) {
    return Arrays.equals(pool, startOf(symbol), ends[symbol], text, from, to);
  }

  /** {@return how many there are; their numbers are below} */
  int count() {
    return count;
  }

  /** {@return the name, empty for an anonymous one} */
  String name(int symbol) {
    int from = startOf(symbol);
    return new String(pool, from, ends[symbol] - from, StandardCharsets.UTF_8);
  }

  /** {@return the slot that the symbol stands for, or {@link #UNKNOWN}} */
  int place(int symbol) {
    return places[symbol];
  }

  /** {@return where in the source it was defined} */
  int definition(int symbol) {
    return definitions[symbol];
  }

  /** Says that {@code symbol} stands for the slot {@code place}. */
  void define(int symbol, int place, int offset) {
    places[symbol] = place;
    definitions[symbol] = offset;
  }

  /** Takes a name and its place. */
  interface Taker {
    void take(String name, int place);
  }

  /** Gives every name that stands for a place, by rising places. */
  void inOrderOfPlace(Taker taker) {
    long[] placed = new long[count];
    int found = 0;
    for (int symbol = 0; symbol < count; symbol++) {
      if (places[symbol] != UNKNOWN && ends[symbol] > startOf(symbol)) {
        placed[found++] = (long) places[symbol] << 32 | symbol;
      }
    }
    Arrays.sort(placed, 0, found);
    for (int i = 0; i < found; i++) {
      taker.take(name((int) placed[i]), (int) (placed[i] >>> 32));
    }
  }
}
