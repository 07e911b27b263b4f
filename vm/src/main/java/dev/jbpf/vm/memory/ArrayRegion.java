package dev.jbpf.vm.memory;

/**
 * Memory of one run: the stack, the context, the packet. It is exactly the array, so that the
 * array's own bounds are the region's.
 */
public final class ArrayRegion implements Region {
  private static final byte[] NOTHING = {};

  /** Stands where no memory is: no access fits into it. */
  public static final ArrayRegion NONE = new ArrayRegion("nothing", 0, NOTHING, false);

  /** The bytes. Public as the engines' compiled code reads it. */
  public final byte[] data;

  /** The address of the first byte. */
  public final long base;

  private final String name;
  private final boolean writable;
  private final StoreRule rule;

  /** A region at {@code base} that is {@code data} itself, not a copy. */
  public ArrayRegion(String name, long base, byte[] data, boolean writable) {
    this(name, base, data, writable, StoreRule.NONE);
  }

  /** As the other, which takes those stores only that {@code rule} makes. */
  public ArrayRegion(String name, long base, byte[] data, StoreRule rule) {
    this(name, base, data, false, rule);
  }

  private ArrayRegion(String name, long base, byte[] data, boolean writable, StoreRule rule) {
    this.name = name;
    this.base = base;
    this.data = data;
    this.writable = writable;
    this.rule = rule;
  }

  /**
   * {@return the index of {@code size} bytes at {@code address}, negative if they are not inside}
   */
  public int index(long address, int size) {
    return Bytes.index(data, address - base, size);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long base() {
    return base;
  }

  @Override
  public long length() {
    return data.length;
  }

  /** {@return whether programs may store anything anywhere into it} */
  public boolean isWritable() {
    return writable;
  }

  /** {@return whether a store that is inside the region was one of those it takes, and is made} */
  boolean takes(int index, int size, long value) {
    return rule.store(data, index, size, value);
  }
}
