package dev.jbpf.code;

/**
 * The array that the last program of a thread was collected in, for the next: making and growing
 * one costs more than filling it.
 */
final class SpareWords {
  private static final int FIRST_CAPACITY = 64;

  /** 128 KiB; larger arrays are not kept. */
  private static final int LARGEST_KEPT = 1 << 14;

  private static final long[] NONE = {};
  private static final ThreadLocal<long[]> SPARE = ThreadLocal.withInitial(() -> NONE);

  private SpareWords() {}

  /** {@return an array of any content, which nobody else uses} */
  static long[] take() {
    long[] spare = SPARE.get();
    if (spare.length == 0) {
      return new long[FIRST_CAPACITY];
    }
    SPARE.set(NONE);
    return spare;
  }

  /** Gives back an array that is used no more. */
  static void give(long[] words) {
    if (words.length <= LARGEST_KEPT) {
      SPARE.set(words);
    }
  }
}
