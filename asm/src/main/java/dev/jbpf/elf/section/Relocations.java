package dev.jbpf.elf.section;

import dev.jbpf.internal.Rows;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** Relocations as rows of arrays: a program of a million map loads has a million of them. */
public final class Relocations extends AbstractList<Relocation> implements RandomAccess {
  public static final Relocations NONE = new Relocations(new int[0], new int[0], new byte[0], 0);
  private static final RelocationType[] TYPES = RelocationType.values();

  private final int[] offsets;
  private final int[] symbols;
  private final byte[] types;
  private final int size;

  private Relocations(int[] offsets, int[] symbols, byte[] types, int size) {
    this.offsets = offsets;
    this.symbols = symbols;
    this.types = types;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Relocation get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return new Relocation(offsets[index], symbols[index], TYPES[types[index]]);
  }

  /** Collects them, in any order. */
  public static final class Builder {
    private int[] offsets = {};
    private int[] symbols = {};
    private byte[] types = {};
    private int size;
    private boolean ascending = true;

    public int size() {
      return size;
    }

    public void add(int offset, int symbol, RelocationType type) {
      if (size == offsets.length) {
        grow();
      }
      ascending &= size == 0 || offsets[size - 1] <= offset;
      offsets[size] = offset;
      symbols[size] = symbol;
      types[size] = (byte) type.ordinal();
      size++;
    }

    private void grow() {
      int capacity = Math.max(8, size + (size >> 1));
      offsets = Arrays.copyOf(offsets, capacity);
      symbols = Arrays.copyOf(symbols, capacity);
      types = Arrays.copyOf(types, capacity);
    }

    /** In the order of their offsets, each with {@code newIndex[symbol]} for its symbol. */
    public Relocations build(int[] newIndex) {
      Builder sorted = ascending ? this : sorted();
      int[] mapped = new int[size];
      for (int i = 0; i < size; i++) {
        mapped[i] = newIndex[sorted.symbols[i]];
      }
      return new Relocations(sorted.offsets, mapped, sorted.types, size);
    }

    private Builder sorted() {
      long[] keys = new long[size];
      for (int i = 0; i < size; i++) {
        keys[i] = (long) offsets[i] << 32 | i;
      }
      Rows.sort(keys, size);
      Builder sorted = new Builder();
      for (long key : keys) {
        int i = (int) key;
        sorted.add(offsets[i], symbols[i], TYPES[types[i]]);
      }
      return sorted;
    }
  }
}
