package dev.jbpf.text;

import java.util.Arrays;

/** Instructions as they are assembled: for each slot its word, and where in the source it is. */
final class CodeBuffer {
  private static final int FIX_FIELDS = 4;

  long[] words;
  int[] offsets;
  int size;

  private int[] fixes = new int[1024];
  private int fixSize;

  /** Room for {@code expected} slots; more are found when needed. */
  CodeBuffer(int expected) {
    words = new long[Math.max(16, expected)];
    offsets = new int[words.length];
  }

  void add(long word, int offset) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2);
    }
    words[size] = word;
    offsets[size] = offset;
    size++;
  }

  /** Notes that the next slot lacks the distance to {@code symbol}, as written there. */
  void fix(int symbol, int from, int to) {
    if (fixSize == fixes.length) {
      fixes = Arrays.copyOf(fixes, fixSize * 2);
    }
    fixes[fixSize] = size;
    fixes[fixSize + 1] = symbol;
    fixes[fixSize + 2] = from;
    fixes[fixSize + 3] = to;
    fixSize += FIX_FIELDS;
  }

  int fixCount() {
    return fixSize / FIX_FIELDS;
  }

  int fixSlot(int fix) {
    return fixes[fix * FIX_FIELDS];
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
}
