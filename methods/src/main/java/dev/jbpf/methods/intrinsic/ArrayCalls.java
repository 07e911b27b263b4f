package dev.jbpf.methods.intrinsic;

import dev.jbpf.methods.mark.Vocabulary;

/**
 * What the JDK does with arrays, as methods that can be translated: in a program {@code int[]} here
 * stands for arrays of whatever numbers, of which each has its own size.
 */
@Vocabulary
public final class ArrayCalls {
  private ArrayCalls() {}

  /** Copies numbers, which may be those of the same array. */
  public static void copy(int[] from, int at, int[] to, int start, int count) {
    requireRange(at, count, from.length);
    requireRange(start, count, to.length);
    if (at < start) {
      for (int i = count - 1; i >= 0; i--) {
        to[start + i] = from[at + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[start + i] = from[at + i];
      }
    }
  }

  private static void requireRange(int at, int count, int length) {
    if (at < 0 || count < 0 || count > length || at > length - count) {
      throw new IndexOutOfBoundsException();
    }
  }

  /** Gives all elements the same number. */
  public static void fill(int[] array, int number) {
    for (int i = 0; i < array.length; i++) {
      array[i] = number;
    }
  }

  /** Gives all elements the same number. */
  public static void fill(long[] array, long number) {
    for (int i = 0; i < array.length; i++) {
      array[i] = number;
    }
  }

  /** Gives these elements the same number. */
  public static void fill(int[] array, int from, int to, int number) {
    requireRange(from, to - from, array.length);
    for (int i = from; i < to; i++) {
      array[i] = number;
    }
  }

  /** Gives these elements the same number. */
  public static void fill(long[] array, int from, int to, long number) {
    requireRange(from, to - from, array.length);
    for (int i = from; i < to; i++) {
      array[i] = number;
    }
  }

  /** {@return whether both hold the same numbers} */
  public static boolean equals(int[] one, int[] other) {
    if (one.length != other.length) {
      return false;
    }
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@return the first place where they differ, -1 where there is none} */
  public static int mismatch(int[] one, int[] other) {
    int common = Math.min(one.length, other.length);
    for (int i = 0; i < common; i++) {
      if (one[i] != other[i]) {
        return i;
      }
    }
    return one.length == other.length ? -1 : common;
  }

  /** {@return the hash code of the numbers, as the JDK has it} */
  public static int hashCode(int[] array) {
    int hash = 1;
    for (int number : array) {
      hash = 31 * hash + number;
    }
    return hash;
  }

  /** {@return the hash code of the numbers, as the JDK has it} */
  public static int hashCode(long[] array) {
    int hash = 1;
    for (long number : array) {
      hash = 31 * hash + (int) (number ^ number >>> 32);
    }
    return hash;
  }

  /** {@return the hash code of the answers, as the JDK has it} */
  public static int hashCode(boolean[] array) {
    int hash = 1;
    for (boolean yes : array) {
      hash = 31 * hash + (yes ? 1231 : 1237);
    }
    return hash;
  }
}
