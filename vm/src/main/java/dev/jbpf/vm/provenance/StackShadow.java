package dev.jbpf.vm.provenance;

import java.util.Arrays;
import java.util.BitSet;

/** What was written to the stack of one function: which bytes, and which of them are pointers. */
final class StackShadow {
  private final BitSet written = new BitSet();
  private final Tag[] slots;
  private final int size;

  StackShadow(int size) {
    this.size = size;
    this.slots = new Tag[size / Long.BYTES];
    clear();
  }

  void clear() {
    written.clear();
    Arrays.fill(slots, Tag.NUMBER);
  }

  /** {@return whether all of these bytes were written} */
  boolean isWritten(int offset, int count) {
    return written.nextClearBit(offset) >= offset + count;
  }

  /** {@return whether these bytes are a part of a pointer that is there} */
  boolean isPart(int offset, int count) {
    return count < Long.BYTES && slots[offset / Long.BYTES] instanceof Tag.Pointer;
  }

  Tag load(int offset, int count) {
    return isWhole(offset, count) ? slots[offset / Long.BYTES] : Tag.NUMBER;
  }

  private static boolean isWhole(int offset, int count) {
    return count == Long.BYTES && offset % Long.BYTES == 0;
  }

  void store(int offset, int count, Tag tag) {
    written.set(offset, offset + count);
    for (int slot = offset / Long.BYTES; slot * Long.BYTES < offset + count; slot++) {
      slots[slot] = isWhole(offset, count) ? tag : Tag.NUMBER;
    }
  }

  /** A helper may have written anything from there on. */
  void storeFrom(int offset) {
    int from = Math.max(0, offset);
    written.set(from, size);
  }
}
