package dev.jbpf.vm.memory;

/**
 * The packet of a run: memory that can grow and shrink at both ends. Each change makes a new array,
 * so that no access reaches what was cut off.
 */
public final class PacketMemory {
  /** Room in front of the packet, in bytes, as drivers leave it. */
  public static final int HEADROOM = 256;

  /** Told where the packet is, at first and after each move. */
  @FunctionalInterface
  public interface Listener {
    /** The packet is at {@code base} and has {@code length} bytes. */
    void moved(long base, int length);
  }

  private static final Listener NOBODY = (base, length) -> {};
  private static final long BASE = AddressSpace.windowBase(AddressSpace.PACKET_WINDOW) + HEADROOM;

  private final Memory memory;
  private ArrayRegion region = ArrayRegion.NONE;
  private Listener listener = NOBODY;

  /** No packet yet, in {@code memory}. */
  public PacketMemory(Memory memory) {
    this.memory = memory;
  }

  /** The packet is {@code data} itself, not a copy, from now on. */
  public void set(String name, byte[] data, Listener told) {
    listener = told;
    place(new ArrayRegion(name, BASE, data, true));
  }

  /** {@return the address of the first byte of a packet that has not moved} */
  public static long base() {
    return BASE;
  }

  /** As {@link #set} with a region that was made for it before. */
  public void place(ArrayRegion placed) {
    if (region.data.length > 1 << AddressSpace.WINDOW_SHIFT) {
      unmapAll();
    }
    region = placed;
    memory.map(placed);
    listener.moved(placed.base, placed.data.length);
  }

  private void unmapAll() {
    for (int window = AddressSpace.PACKET_WINDOW; window < AddressSpace.EXTRA_WINDOW; window++) {
      memory.unmap(window);
    }
  }

  /** There is no packet any more. */
  public void clear() {
    unmapAll();
    region = ArrayRegion.NONE;
    listener = NOBODY;
  }

  /** {@return the bytes themselves} */
  public byte[] data() {
    return region.data;
  }

  /** {@return the address of the first byte} */
  public long address() {
    return region.base;
  }

  /** {@return how far the start has moved towards the front, in bytes; negative if backwards} */
  public long grownAtHead() {
    return BASE - region.base;
  }

  /** Moves the start by {@code delta} bytes, to the front if negative; new bytes are zero. */
  public void moveHead(int delta) {
    byte[] old = region.data;
    byte[] data = new byte[old.length - delta];
    int kept = Math.min(old.length, data.length);
    System.arraycopy(old, old.length - kept, data, data.length - kept, kept);
    place(new ArrayRegion(region.name(), region.base + delta, data, true));
  }

  /** Moves the end by {@code delta} bytes; new bytes are zero. */
  public void moveTail(int delta) {
    byte[] data = java.util.Arrays.copyOf(region.data, region.data.length + delta);
    place(new ArrayRegion(region.name(), region.base, data, true));
  }

  /**
   * {@return the 1, 2 or 4 bytes at {@code offset}, most significant first; negative if they are
   * not inside the packet}
   */
  public long loadNetwork(long offset, int size) {
    byte[] data = region.data;
    if (offset < 0 || offset > data.length - size) {
      return -1;
    }
    int at = (int) offset;
    return switch (size) {
      case 1 -> data[at] & 0xffL;
      case 2 -> Short.reverseBytes((short) Bytes.load2(data, at)) & 0xffffL;
      default -> Integer.reverseBytes((int) Bytes.load4(data, at)) & 0xffff_ffffL;
    };
  }
}
