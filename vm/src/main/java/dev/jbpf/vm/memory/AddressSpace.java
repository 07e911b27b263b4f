package dev.jbpf.vm.memory;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where everything is. Addresses have 64 bits and the upper 32 are zero, so that the 32-bit {@code
 * data} and {@code data_end} of contexts hold pointers as they stand. Between regions are gaps: to
 * run past the end of one never reaches another.
 *
 * <p>The upper byte of the 32 is a window. Each run has its own stack, context and packet at the
 * same addresses; maps are shared and this class keeps them.
 */
public final class AddressSpace {
  /** The size of a window is 2 to this power. */
  public static final int WINDOW_SHIFT = 24;

  /** How many windows there are. */
  public static final int WINDOWS = 256;

  /** The window of the stack frame of depth 0; the others follow. */
  public static final int STACK_WINDOW = 0x10;

  /** The window of the context. */
  public static final int CONTEXT_WINDOW = 0x20;

  /** The first window of the packet, or of the memory that a run is given. */
  public static final int PACKET_WINDOW = 0x30;

  /** The first window of memory that helpers can be made to find. */
  public static final int EXTRA_WINDOW = 0x38;

  private static final long SHARED_BASE = 0x4000_0000L;
  private static final long SHARED_END = 0xe000_0000L;
  private static final long GAP = 0x1000;

  /** Maps as helpers take them: an address that nothing is behind. */
  private static final long MAP_HANDLES = 0xf000_0000L;

  /** Subprograms as helpers take them. */
  private static final long FUNCTION_HANDLES = 0xe000_0000L;

  private static final int HANDLE_SHIFT = 6;
  private static final long HANDLES = 0x0c00_0000L;

  private volatile SharedRegion[] shared = {};
  private long next = SHARED_BASE;

  /** {@return the address of the first byte of {@code window}} */
  public static long windowBase(int window) {
    return (long) window << WINDOW_SHIFT;
  }

  /** {@return what stands for map number {@code id} in a register} */
  public static long mapHandle(int id) {
    return MAP_HANDLES + ((long) id << HANDLE_SHIFT);
  }

  /** {@return the number of the map that {@code value} stands for, -1 if it stands for none} */
  public static int mapOf(long value) {
    return handle(value, MAP_HANDLES);
  }

  /** {@return what stands for the subprogram at {@code slot} in a register} */
  public static long functionHandle(int slot) {
    return FUNCTION_HANDLES + ((long) slot << 3);
  }

  /** {@return the slot of the subprogram that {@code value} stands for, -1 if none} */
  public static int functionOf(long value) {
    long offset = value - FUNCTION_HANDLES;
    return offset < 0 || offset >= HANDLES || (offset & 7) != 0 ? -1 : (int) (offset >> 3);
  }

  private static int handle(long value, long base) {
    long offset = value - base;
    boolean is = offset >= 0 && offset < HANDLES && (offset & (1 << HANDLE_SHIFT) - 1) == 0;
    return is ? (int) (offset >> HANDLE_SHIFT) : -1;
  }

  /** {@return new memory for values, all zero; empty if there is no room for so much} */
  public synchronized Optional<SharedRegion> allocate(String name, SharedRegion.Layout layout) {
    long end = next + layout.length() + GAP & -GAP;
    if (layout.length() > Integer.MAX_VALUE || end > SHARED_END) {
      return Optional.empty();
    }
    SharedRegion region;
    try {
      region = new SharedRegion(name, next, layout);
    } catch (OutOfMemoryError noDirectMemory) {
      return Optional.empty();
    }
    next = end;
    SharedRegion[] grown = Arrays.copyOf(shared, shared.length + 1);
    grown[shared.length] = region;
    shared = grown;
    return Optional.of(region);
  }

  /** {@return the region with the greatest base not above {@code address}} */
  public Optional<SharedRegion> below(long address) {
    SharedRegion[] all = shared;
    int low = 0;
    int high = all.length - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      if (all[middle].base() <= address) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high < 0 ? Optional.empty() : Optional.of(all[high]);
  }

  SharedRegion[] regions() {
    return shared;
  }
}
