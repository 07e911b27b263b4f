package dev.jbpf.vm.memory;

import dev.jbpf.vm.helper.ProgramPacket;
import java.util.Arrays;
import java.util.Optional;

/**
 * The packet of a run: memory that can grow and shrink at both ends. Each change makes a new array,
 * so that no access reaches what was cut off. What was cut off in front is there again when the
 * packet grows to the front, as in the kernel; new bytes at the end are zero.
 */
public final class PacketMemory implements ProgramPacket {
  /** Room in front of the packet, in bytes, as drivers leave it. */
  public static final int HEADROOM = 256;

  /**
   * How many bytes of a packet of XDP that has not moved are in its first page, in front of what
   * the kernel keeps there. Programs see these; the others are in pieces of a page each.
   */
  public static final int FIRST_PIECE = 4_096 - HEADROOM - 320;

  /** Told where the packet is, at first and after each move. */
  @FunctionalInterface
  public interface Listener {
    /** The metadata are from {@code meta} to {@code data}, the packet from there to {@code end}. */
    void moved(long meta, long data, long end);
  }

  /** Ignores where the packet is. */
  public static final Listener NOBODY = (meta, data, end) -> {};

  /** {@code SKF_NET_OFF} and {@code SKF_LL_OFF} of {@code linux/filter.h}. */
  private static final int NETWORK_HEADER = -0x10_0000;

  private static final int LINK_HEADER = -0x20_0000;
  private static final long BASE = AddressSpace.windowBase(AddressSpace.PACKET_WINDOW) + HEADROOM;

  /** What fits into the windows for it. */
  private static final int MAX =
      (AddressSpace.EXTRA_WINDOW - AddressSpace.PACKET_WINDOW << AddressSpace.WINDOW_SHIFT)
          - HEADROOM;

  private final RunMemory memory;
  private ArrayRegion region = ArrayRegion.NONE;
  private Listener listener = NOBODY;

  /** What is in memory from the start of the headroom on, as of the last move of the head. */
  private byte[] buffer = {};

  /** How many bytes of the region are metadata, in front of the packet. */
  private int meta;

  private PacketLayout layout = PacketLayout.ETHERNET;

  /** Where the headers are, counted from the packet's first byte. */
  private int linkHeader;

  private int networkHeader;

  /** No packet yet, in {@code memory}. */
  public PacketMemory(RunMemory memory) {
    this.memory = memory;
  }

  /** The packet is {@code data} itself, not a copy, from now on. */
  public void set(String name, byte[] data, PacketLayout lies, Listener told) {
    if (data.length > MAX) {
      throw new IllegalArgumentException(
          data.length + " bytes of " + name + ", must be at most " + MAX);
    }
    listener = told;
    layout = lies;
    linkHeader = -lies.hidden().length;
    networkHeader = lies.network();
    buffer = new byte[0];
    meta = 0;
    place(new ArrayRegion(name, BASE, data, true));
  }

  /** {@return the address of the first byte of a packet that has not moved} */
  public static long base() {
    return BASE;
  }

  private void place(ArrayRegion placed) {
    if (region.data.length > 1 << AddressSpace.WINDOW_SHIFT) {
      unmapAll();
    }
    region = placed;
    memory.map(placed);
    long end = placed.base + placed.data.length;
    long seen = layout.isXdp() ? Math.min(end, BASE + FIRST_PIECE) : end;
    listener.moved(placed.base, placed.base + meta, seen);
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
    buffer = new byte[0];
    meta = 0;
    layout = PacketLayout.ETHERNET;
    listener = NOBODY;
  }

  @Override
  public boolean isXdp() {
    return layout.isXdp();
  }

  @Override
  public int linkHeader() {
    return linkHeader;
  }

  @Override
  public int networkHeader() {
    return networkHeader;
  }

  @Override
  public boolean isThere() {
    return region != ArrayRegion.NONE;
  }

  @Override
  public int length() {
    return region.data.length - meta;
  }

  @Override
  public int metaLength() {
    return meta;
  }

  @Override
  public byte[] bytes() {
    return region.data.clone();
  }

  @Override
  public long address() {
    return region.base + meta;
  }

  @Override
  public long headroom() {
    return region.base - (BASE - HEADROOM);
  }

  @Override
  public void moveHead(int delta) {
    writeBack();
    int start = (int) headroom();
    System.arraycopy(buffer, start, buffer, start + delta, meta);
    moveStart(delta);
  }

  @Override
  public void growHead(int count) {
    byte[] data = new byte[region.data.length + count];
    System.arraycopy(region.data, 0, data, count, region.data.length);
    long base = Math.max(region.base - count, BASE - HEADROOM);
    linkHeader = 0;
    networkHeader += count;
    buffer = new byte[0];
    place(new ArrayRegion(region.name(), base, data, true));
  }

  @Override
  public void insert(int at, int count) {
    int network = networkHeader;
    growHead(count);
    networkHeader = network;
    byte[] data = region.data;
    System.arraycopy(data, meta + count, data, meta, at);
    Arrays.fill(data, meta + at, meta + at + count, (byte) 0);
  }

  @Override
  public void remove(int at, int count) {
    byte[] data = new byte[region.data.length - count];
    System.arraycopy(region.data, 0, data, 0, meta + at);
    System.arraycopy(region.data, meta + at + count, data, meta + at, data.length - meta - at);
    buffer = new byte[0];
    place(new ArrayRegion(region.name(), region.base + count, data, true));
  }

  @Override
  public void show(int start, int end) {
    listener.moved(region.base, address() + start, address() + end);
  }

  @Override
  public void moveMeta(int delta) {
    writeBack();
    meta -= delta;
    moveStart(delta);
  }

  private void writeBack() {
    int start = (int) headroom();
    int end = start + region.data.length;
    if (end > buffer.length) {
      buffer = Arrays.copyOf(buffer, end);
    }
    System.arraycopy(region.data, 0, buffer, start, region.data.length);
  }

  private void moveStart(int delta) {
    int start = (int) headroom();
    byte[] data = Arrays.copyOfRange(buffer, start + delta, start + region.data.length);
    place(new ArrayRegion(region.name(), region.base + delta, data, true));
  }

  @Override
  public void moveTail(int delta) {
    byte[] data = Arrays.copyOf(region.data, region.data.length + delta);
    place(new ArrayRegion(region.name(), region.base, data, true));
  }

  /**
   * {@return the 1, 2 or 4 bytes at {@code offset}, most significant first; negative if they are
   * not inside the packet} Some negative offsets count from a header, as in the kernel.
   */
  public long loadNetwork(int offset, int size) {
    int start = start(offset);
    if (start < 0 || start > length() - size) {
      return start >= linkHeader && isFromHeader(offset) ? loadHidden(start, size) : -1;
    }
    byte[] data = region.data;
    int at = meta + start;
    return switch (size) {
      case 1 -> data[at] & 0xffL;
      case 2 -> Short.reverseBytes((short) Bytes.load2(data, at)) & 0xffffL;
      default -> Integer.reverseBytes((int) Bytes.load4(data, at)) & 0xffff_ffffL;
    };
  }

  private static boolean isFromHeader(int offset) {
    return offset < 0 && offset >= LINK_HEADER;
  }

  private long loadHidden(int start, int size) {
    return copy(start, size)
        .map(
            bytes -> {
              long value = 0;
              for (byte one : bytes) {
                value = value << Byte.SIZE | one & 0xff;
              }
              return value;
            })
        .orElse(-1L);
  }

  @Override
  public Optional<byte[]> copy(long start, int size) {
    if (start < linkHeader || start + size > length()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      int at = (int) start + i;
      bytes[i] = at < 0 ? layout.hidden()[at - linkHeader] : region.data[meta + at];
    }
    return Optional.of(bytes);
  }

  private int start(int offset) {
    if (offset >= 0) {
      return offset;
    }
    if (offset >= NETWORK_HEADER) {
      return offset - NETWORK_HEADER + networkHeader;
    }
    return offset >= LINK_HEADER ? offset - LINK_HEADER + linkHeader : offset;
  }
}
