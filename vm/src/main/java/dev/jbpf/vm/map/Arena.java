package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.SharedRegion;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/**
 * {@code BPF_MAP_TYPE_ARENA}: pages that programs and Java share, each there once a program or Java
 * asked for it. Thread-safe.
 */
public final class Arena extends VmMap {
  /** The bytes of a page. */
  public static final int PAGE = 4_096;

  private final SharedRegion region;
  private final AddressSpace space;
  private final BitSet pages = new BitSet();

  Arena(AddressSpace space, MapDef<?, ?> def) {
    super(def);
    this.space = space;
    int bytes = (int) Math.min((long) def.maxEntries() * PAGE, Integer.MAX_VALUE);
    this.region =
        space
            .allocate(
                "arena " + def.name(), new SharedRegion.Layout(bytes, 1, true, true, this::isThere))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "map " + def.name() + ": there is no memory for " + bytes + " bytes"));
  }

  private synchronized boolean isThere(long offset, long size) {
    return pages.get((int) (offset / PAGE)) && pages.get((int) ((offset + size - 1) / PAGE));
  }

  /**
   * {@return the address of {@code count} pages side by side, all zero; empty if there are no such}
   *
   * @param address where they have to be, 0 for anywhere
   */
  public synchronized Optional<Long> allocate(long address, int count) {
    int first = address == 0 ? gap(count) : page(address);
    boolean isFree =
        count > 0
            && first >= 0
            && first + (long) count <= def().maxEntries()
            && pages.get(first, first + count).isEmpty();
    if (!isFree) {
      return Optional.empty();
    }
    pages.set(first, first + count);
    region.view(0).position(first * PAGE).put(new byte[count * PAGE]);
    return Optional.of(region.base() + (long) first * PAGE);
  }

  private int gap(int count) {
    int first = 0;
    while (first < def().maxEntries()) {
      int taken = pages.nextSetBit(first);
      if (taken < 0 || taken - first >= count) {
        return first;
      }
      first = pages.nextClearBit(taken);
    }
    return -1;
  }

  private int page(long address) {
    long offset = address - region.base();
    return offset < 0 || offset % PAGE != 0 ? -1 : (int) Math.min(offset / PAGE, Integer.MAX_VALUE);
  }

  /** Takes pages away. */
  public synchronized void free(long address, int count) {
    int first = page(address);
    if (first >= 0 && count > 0) {
      pages.clear(first, (int) Math.min((long) first + count, def().maxEntries()));
    }
  }

  /** {@return all its memory, as programs see it} */
  @Override
  public Optional<ByteBuffer> firstValue() {
    return Optional.of(region.view(0));
  }

  /** {@return the address of its first page} */
  public long base() {
    return region.base();
  }

  @Override
  void close() {
    space.free(region);
  }
}
