package dev.jbpf.text;

import dev.jbpf.isa.Words;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Instructions as they are assembled: for each slot its word, and where in the source it is. */
final class CodeBuffer {
  /** A fix of the distance to a place. */
  static final int TARGET = 0;

  /** A fix of the 32-bit immediate. */
  static final int IMMEDIATE = 1;

  /** A fix of the offset. */
  static final int OFFSET = 2;

  /** A fix of the 64-bit immediate of two slots. */
  static final int WIDE = 3;

  private static final int FIX_FIELDS = 6;

  long[] words;
  int[] offsets;
  int size;

  private int[] fixes = {};
  private int fixSize;
  private final byte[] partial = new byte[Words.BYTES];
  private int partialSize;

  /** Room for {@code expected} slots; more are found when needed. */
  CodeBuffer(int expected) {
    words = new long[expected];
    offsets = new int[expected];
  }

  void add(long word, int offset) {
    if (size == words.length) {
      words = Arrays.copyOf(words, Math.max(64, size + (size >> 1)));
      offsets = Arrays.copyOf(offsets, words.length);
    }
    words[size] = word;
    offsets[size] = offset;
    size++;
  }

  /** Adds a byte of data; eight of them are a slot. */
  void addByte(int value, ByteOrder order, int offset) {
    partial[partialSize++] = (byte) value;
    if (partialSize == Words.BYTES) {
      add(Words.load(partial, 0, order), offset);
      partialSize = 0;
    }
  }

  /** {@return how many bytes of data are not a whole slot yet} */
  int partialSize() {
    return partialSize;
  }

  /** Notes that the next slot depends on {@code symbol}, and on no other. */
  void fix(int kind, int symbol, int from, int to) {
    fix(kind, symbol, Symbols.NONE, from, to);
  }

  /** Notes that the next slot depends on {@code symbol}, less {@code minus}, as written there. */
  void fix(int kind, int symbol, int minus, int from, int to) {
    if (fixSize == fixes.length) {
      fixes = Arrays.copyOf(fixes, Math.max(64 * FIX_FIELDS, fixSize * 2));
    }
    fixes[fixSize] = size;
    fixes[fixSize + 1] = symbol;
    fixes[fixSize + 2] = from;
    fixes[fixSize + 3] = to;
    fixes[fixSize + 4] = kind;
    fixes[fixSize + 5] = minus;
    fixSize += FIX_FIELDS;
  }

  int fixCount() {
    return fixSize / FIX_FIELDS;
  }

  int fixSlot(int fix) {
    return fixes[fix * FIX_FIELDS];
  }

  /** Replaces all slots; see {@link Region#move}. Distances that are final are not fixed again. */
  void move(long[] newWords, int[] newOffsets, int[] places, IntPredicate isSettled) {
    int kept = 0;
    for (int at = 0; at < fixSize; at += FIX_FIELDS) {
      boolean isDone = fixes[at + 4] == TARGET && isSettled.test(fixes[at]);
      if (!isDone) {
        System.arraycopy(fixes, at, fixes, kept, FIX_FIELDS);
        fixes[kept] = places[fixes[kept]];
        kept += FIX_FIELDS;
      }
    }
    fixSize = kept;
    words = newWords;
    offsets = newOffsets;
    size = newWords.length;
  }

  int fixSymbol(int fix) {
    return fixes[fix * FIX_FIELDS + 1];
  }

  int fixFrom(int fix) {
    return fixes[fix * FIX_FIELDS + 2];
  }

  int fixTo(int fix) {
    return fixes[fix * FIX_FIELDS + 3];
  }

  int fixKind(int fix) {
    return fixes[fix * FIX_FIELDS + 4];
  }

  int fixMinus(int fix) {
    return fixes[fix * FIX_FIELDS + 5];
  }
}
