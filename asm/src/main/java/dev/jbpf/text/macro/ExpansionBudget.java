package dev.jbpf.text.macro;

import java.util.HashSet;
import java.util.Set;

/**
 * What the expansions of one source may take. A few lines can stand for a text without end, of
 * bytes or of empty macros: the longer the files are, the more they may be expanded to, but not
 * more than is read in a second or two.
 */
final class ExpansionBudget {
  /** What a source of any length may be expanded to, in bytes. */
  static final int LEAST = 32 << 20;

  /** What each byte of a file allows for besides. */
  static final int PER_BYTE = 16;

  /** What a text takes besides its length: a place of its own, and the work of finding its end. */
  private static final int EACH = 128;

  private static final int PER_PARAMETER = 16;

  private final Set<String> files = new HashSet<>();
  private long left = LEAST;

  /** The budget of a source of so many bytes. */
  ExpansionBudget(int bytes) {
    left += (long) PER_BYTE * bytes;
  }

  /** Allows for a file that is included the first time. */
  void include(String file, int bytes) {
    if (files.add(file)) {
      left += (long) PER_BYTE * bytes;
    }
  }

  /**
   * {@return how long a text may be at most that is made by so many values; negative if there can
   * be none}
   */
  long longest(int values) {
    return Math.max(-1, left - EACH - (long) PER_PARAMETER * values);
  }

  /** {@return whether a text of that length, made by so many values, may be read; it is counted} */
  boolean take(long length, int values) {
    left = Math.max(-1, longest(values) - length);
    return left >= 0;
  }
}
