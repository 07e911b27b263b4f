package dev.jbpf.btf;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A hash table from names to the indices of types; two numbers a type. */
final class BtfNames {
  private static final int END = -1;

  private final int[] heads;
  private final int[] next;

  /** An index of types 0 to {@code count - 1}, of whose names {@code hashOf} gives the hash. */
  BtfNames(int count, IntUnaryOperator hashOf) {
    heads = new int[2 * Integer.highestOneBit(count + 1)];
    next = new int[count];
    Arrays.fill(heads, END);
    for (int index = count - 1; index >= 0; index--) {
      int bucket = bucket(hashOf.applyAsInt(index));
      next[index] = heads[bucket];
      heads[bucket] = index;
    }
  }

  private int bucket(int hash) {
    return (hash ^ hash >>> 16) & heads.length - 1;
  }

  /** {@return the types whose names may have that hash, in order} */
  IntStream find(int hash) {
    return IntStream.iterate(heads[bucket(hash)], index -> index != END, index -> next[index]);
  }
}
