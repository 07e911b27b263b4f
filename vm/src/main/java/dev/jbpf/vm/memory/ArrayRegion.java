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

  /** A region at {@code base} that is {@code data} itself, not a copy. */
  public ArrayRegion(String name, long base, byte[] data, boolean writable) {
    this.name = name;
    this.base = base;
    this.data = data;
    this.writable = writable;
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

  /** {@return whether programs may store into it} */
  public boolean isWritable() {
    return writable;
  }
}
