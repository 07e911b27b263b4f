package dev.jbpf.code.link;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Instructions as front ends append them: for each slot its word and a mark, the front end's number
 * for where it was written; and what depends on symbols that are not known yet.
 */
public final class CodeImage {
  /** A fix of the distance to a place. */
  public static final int TARGET = 0;

  /** A fix of the 32-bit immediate. */
  public static final int IMMEDIATE = 1;

  /** A fix of the offset. */
  public static final int OFFSET = 2;

  /** A fix of the 64-bit immediate of two slots. */
  public static final int WIDE = 3;

  /** Of a fix that depends on one symbol, or none. */
  public static final int NO_SYMBOL = -1;

  private static final int FIX_FIELDS = 6;

  private static final int FIRST_CAPACITY = 64;
  private static final int FIRST_FIXES = 16;
  private static final int[] NO_MARKS = {};

  private long[] words;
  private int[] marks;
  private int size;

  private int[] fixes = {};
  private int fixSize;
  private final byte[] partial = new byte[Words.BYTES];
  private int partialSize;

  /** Room for {@code expected} slots; more are found when needed. */
  public CodeImage(int expected) {
    words = new long[Math.max(1, expected)];
    marks = new int[words.length];
  }

  /** Appends to {@code spare}, an array of any content; the mark of each slot is its number. */
  public CodeImage(long[] spare) {
    words = spare;
    marks = NO_MARKS;
  }

  /** Appends a slot to an image without marks. */
  public void add(long word) {
    if (size == words.length) {
      words = Arrays.copyOf(words, Math.max(FIRST_CAPACITY, 2 * size));
    }
    words[size++] = word;
  }

  /** Appends a slot that was written at {@code mark}. */
  public void add(long word, int mark) {
    if (size == words.length) {
      words = Arrays.copyOf(words, Math.max(FIRST_CAPACITY, size + (size >> 1)));
      marks = Arrays.copyOf(marks, words.length);
    }
    words[size] = word;
    marks[size] = mark;
    size++;
  }

  /** {@return the number of slots} */
  public int size() {
    return size;
  }

  /** Goes on at {@code slot}, where slots have been already: what is appended replaces them. */
  public void goTo(int slot) {
    size = slot;
  }

  /** {@return the slot of that number} */
  public long word(int slot) {
    return words[slot];
  }

  /** Replaces the slot of that number. */
  public void setWord(int slot, long word) {
    words[slot] = word;
  }

  /** Sets the constant of the {@code lddw} at {@code slot} and the slot behind it. */
  public void setWide(int slot, long value) {
    words[slot] = Words.withImm(words[slot], (int) value);
    words[slot + 1] = Words.second(Op.LDDW, value);
  }

  /** {@return where the slot of that number was written} */
  public int mark(int slot) {
    return marks.length == 0 ? slot : marks[slot];
  }

  /** {@return the slots, {@link #size} of them, and behind them anything: no copy} */
  public long[] words() {
    return words;
  }

  /** {@return where each slot was written} */
  public int[] marks() {
    return Arrays.copyOf(marks, size);
  }

  /** Adds a byte of data; eight of them are a slot. */
  public void addByte(int value, ByteOrder order, int mark) {
    partial[partialSize++] = (byte) value;
    if (partialSize == Words.BYTES) {
      add(Words.load(partial, 0, order), mark);
      partialSize = 0;
    }
  }

  /** Appends all of {@code more} behind the last whole slot. */
  public void append(CodeImage more) {
    int before = size;
    for (int slot = 0; slot < more.size; slot++) {
      add(more.words[slot], more.mark(slot));
    }
    fixes = Arrays.copyOf(fixes, fixSize + more.fixSize);
    System.arraycopy(more.fixes, 0, fixes, fixSize, more.fixSize);
    for (int at = fixSize; at < fixes.length; at += FIX_FIELDS) {
      fixes[at] += before;
    }
    fixSize = fixes.length;
    System.arraycopy(more.partial, 0, partial, 0, more.partialSize);
    partialSize = more.partialSize;
  }

  /** {@return how many bytes of data are not a whole slot yet} */
  public int partialSize() {
    return partialSize;
  }

  /** Notes that the next slot depends on {@code symbol}, and on no other. */
  public void fix(int kind, int symbol, int from, int to) {
    fix(kind, symbol, NO_SYMBOL, from, to);
  }

  /** Notes that the next slot depends on {@code symbol}, less {@code minus}, as written there. */
  public void fix(int kind, int symbol, int minus, int from, int to) {
    if (fixSize == fixes.length) {
      fixes = Arrays.copyOf(fixes, Math.max(FIRST_FIXES * FIX_FIELDS, fixSize * 2));
    }
    set(size, kind, symbol, minus, from, to);
  }

  private void set(int slot, int kind, int symbol, int minus, int from, int to) {
    fixes[fixSize] = slot;
    fixes[fixSize + 1] = symbol;
    fixes[fixSize + 2] = from;
    fixes[fixSize + 3] = to;
    fixes[fixSize + 4] = kind;
    fixes[fixSize + 5] = minus;
    fixSize += FIX_FIELDS;
  }

  /**
   * Notes that the distances of the first {@code count} of {@code slots} lead to the symbols of
   * their numbers. All at once, since builders name a label in every second instruction.
   */
  public void fixTargets(int[] slots, int count) {
    fixes = Arrays.copyOf(fixes, fixSize + count * FIX_FIELDS);
    for (int i = 0; i < count; i++) {
      set(slots[i], TARGET, i, NO_SYMBOL, slots[i], slots[i]);
    }
  }

  /** Forgets what depends on symbols: all of it is filled in. */
  public void clearFixes() {
    fixSize = 0;
  }

  /** {@return how many places depend on symbols} */
  public int fixCount() {
    return fixSize / FIX_FIELDS;
  }

  /** {@return the slot of that fix} */
  public int fixSlot(int fix) {
    return fixes[fix * FIX_FIELDS];
  }

  /**
   * Replaces all slots.
   *
   * @param slots for each slot of before where it is now
   * @param isSettled says of a slot of before whether its distance is final in {@code newWords}: it
   *     is not fixed again
   */
  void move(long[] newWords, int[] newMarks, int[] slots, IntPredicate isSettled) {
    int kept = 0;
    for (int at = 0; at < fixSize; at += FIX_FIELDS) {
      boolean isDone = fixes[at + 4] == TARGET && isSettled.test(fixes[at]);
      if (!isDone) {
        System.arraycopy(fixes, at, fixes, kept, FIX_FIELDS);
        fixes[kept] = slots[fixes[kept]];
        kept += FIX_FIELDS;
      }
    }
    fixSize = kept;
    words = newWords;
    marks = marks.length == 0 ? NO_MARKS : newMarks;
    size = newWords.length;
  }

  /** {@return the symbol of that fix, or {@link #NO_SYMBOL}} */
  public int fixSymbol(int fix) {
    return fixes[fix * FIX_FIELDS + 1];
  }

  /** {@return where in the source the fix is written} */
  public int fixFrom(int fix) {
    return fixes[fix * FIX_FIELDS + 2];
  }

  /** {@return where in the source the fix ends} */
  public int fixTo(int fix) {
    return fixes[fix * FIX_FIELDS + 3];
  }

  /** {@return what is to be fixed} */
  public int fixKind(int fix) {
    return fixes[fix * FIX_FIELDS + 4];
  }

  /** {@return the symbol that is taken from the other, or {@link #NO_SYMBOL}} */
  public int fixMinus(int fix) {
    return fixes[fix * FIX_FIELDS + 5];
  }
}
