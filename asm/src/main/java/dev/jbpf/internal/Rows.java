package dev.jbpf.internal;

import java.util.Arrays;

/** Sorts numbers that stand for rows of a table. */
public final class Rows {
  private static final int FEW = 32;

  private Rows() {}

  /**
   * Sorts the first {@code count} of {@code rows}. Those that are in order, and a few, without
   * {@link Arrays#sort(long[])}: JDK 25's is made of lambdas, which a short run has no time to
   * make.
   */
  public static void sort(long[] rows, int count) {
    for (int i = 1; i < count; i++) {
      if (rows[i - 1] > rows[i]) {
        sort(rows, i, count);
        return;
      }
    }
  }

  private static void sort(long[] rows, int sorted, int count) {
    if (count > FEW) {
      Arrays.sort(rows, 0, count);
      return;
    }
    for (int i = sorted; i < count; i++) {
      long row = rows[i];
      int at = i;
      for (; at > 0 && rows[at - 1] > row; at--) {
        rows[at] = rows[at - 1];
      }
      rows[at] = row;
    }
  }
}
