package dev.jbpf.verifier.state;

import org.jspecify.annotations.Nullable;

/**
 * Eight aligned bytes of the stack: what kind each is, and the value that was spilled there.
 * Immutable.
 */
public final class StackSlot {
  /** Bytes of a slot. */
  public static final int BYTES = 8;

  /** A byte that was not written. */
  public static final int NOTHING = 0;

  /** A byte of any value. */
  public static final int ANY = 1;

  /** A byte that is zero. */
  public static final int ZERO = 2;

  /** A byte of the value that was spilled. */
  public static final int SPILL = 3;

  /** A byte of what the kernel keeps there: a dynptr, an iterator, flags of interrupts. */
  public static final int KEPT = 4;

  /** Eight bytes that were not written. */
  public static final StackSlot UNWRITTEN = new StackSlot(0, null, null);

  /** Eight bytes of any value. */
  public static final StackSlot UNKNOWN = new StackSlot(each(ANY), null, null);

  private static final StackSlot ZEROS = new StackSlot(each(ZERO), null, null);

  private final long kinds;
  private final @Nullable Value value;
  private final @Nullable Kept kept;

  private StackSlot(long kinds, @Nullable Value value, @Nullable Kept kept) {
    this.kinds = kinds;
    this.value = value;
    this.kept = kept;
  }

  private static long each(int kind) {
    return kind * 0x0101_0101_0101_0101L;
  }

  /** {@return a slot that keeps {@code value} in its lower {@code bytes} bytes} */
  public StackSlot spill(Value newValue, int bytes) {
    long lower = bytes == BYTES ? -1 : (1L << bytes * Byte.SIZE) - 1;
    return new StackSlot(loose() & ~lower | each(SPILL) & lower, newValue, null);
  }

  /** {@return a slot of the kernel's} */
  public static StackSlot keeping(Kept kept) {
    return new StackSlot(each(KEPT), null, kept);
  }

  /** {@return the same slot with {@code count} bytes from {@code from} on of that kind} */
  public StackSlot fill(int kind, int from, int count) {
    if (count == BYTES) {
      return kind == ANY ? UNKNOWN : kind == ZERO ? ZEROS : UNWRITTEN;
    }
    long bytes = (1L << count * Byte.SIZE) - 1 << from * Byte.SIZE;
    return new StackSlot(loose() & ~bytes | each(kind) & bytes, null, null);
  }

  /** The kinds of bytes once what was spilled or kept is there no longer as a whole. */
  private long loose() {
    if (value == null && kept == null) {
      return kinds;
    }
    long result = 0;
    for (int i = 0; i < BYTES; i++) {
      int kind = kind(i);
      result |= (long) (kind == SPILL ? ANY : kind == KEPT ? NOTHING : kind) << i * Byte.SIZE;
    }
    return result;
  }

  /** {@return the kind of the byte of that number, 0 for the lowest address} */
  public int kind(int index) {
    return (int) (kinds >>> index * Byte.SIZE) & 0xff;
  }

  /** {@return whether a value was spilled there that is there still} */
  public boolean isSpill() {
    return value != null;
  }

  /** {@return how many bytes of the spilled value are there, from the lowest address on} */
  public int spilledBytes() {
    int count = 0;
    while (count < BYTES && kind(count) == SPILL) {
      count++;
    }
    return count;
  }

  /** {@return the value that was spilled; unwritten if none was} */
  public Value value() {
    return value == null ? Value.UNWRITTEN : value;
  }

  /** {@return the same with another value} */
  public StackSlot with(Value newValue) {
    return new StackSlot(kinds, newValue, kept);
  }

  /** {@return what the kernel keeps there} */
  public @Nullable Kept kept() {
    return kept;
  }

  /** {@return whether all bytes are of that kind} */
  public boolean isAll(int kind) {
    return kinds == each(kind);
  }

  boolean hasSameKinds(StackSlot other) {
    return kinds == other.kinds;
  }

  @Override
  public String toString() {
    if (value != null) {
      return value.toString();
    }
    if (kept != null) {
      return kept.toString();
    }
    StringBuilder text = new StringBuilder();
    for (int i = BYTES - 1; i >= 0; i--) {
      text.append("?m0sk".charAt(kind(i)));
    }
    return text.toString();
  }
}
