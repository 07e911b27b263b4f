package dev.jbpf.vm.memory;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
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

  /** The window of the keys that a flow dissector fills in. */
  public static final int FLOW_KEYS_WINDOW = 0x21;

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

  private final Allowance allowance;
  private final ObjectTable objects = new ObjectTable(this);

  private volatile Regions shared = new Regions(new SharedRegion[16], 0);
  private long next = SHARED_BASE;

  /** Stretches where nothing is any more, the one that was freed first in front. */
  private final Deque<Stretch> freed = new ArrayDeque<>();

  private record Stretch(long start, long length) {}

  /**
   * The regions that there are.
   *
   * @param all the first {@code count} of them by ascending address; behind that, what others see
   */
  private record Regions(SharedRegion[] all, int count) {}

  /** No memory yet; what is allocated is taken from {@code allowance}. */
  public AddressSpace(Allowance allowance) {
    this.allowance = allowance;
  }

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

  /** {@return the objects of the kernel's that programs find here} */
  public ObjectTable objects() {
    return objects;
  }

  /** {@return what is left for what is stored} */
  public Allowance allowance() {
    return allowance;
  }

  /** {@return new memory for values, all zero; empty if there is no room for so much} */
  public synchronized Optional<SharedRegion> allocate(String name, SharedRegion.Layout layout) {
    long length = layout.length();
    if (length > Integer.MAX_VALUE || !allowance.take(length)) {
      return Optional.empty();
    }
    Optional<SharedRegion> region = place(room(length)).flatMap(base -> create(name, base, layout));
    if (region.isEmpty()) {
      allowance.giveBack(length);
    }
    region.ifPresent(this::insert);
    return region;
  }

  private static Optional<SharedRegion> create(String name, long base, SharedRegion.Layout layout) {
    try {
      return Optional.of(new SharedRegion(name, base, layout));
    } catch (OutOfMemoryError noDirectMemory) {
      return Optional.empty();
    }
  }

  /**
   * {@return an address with room for {@code length} bytes} Where nothing was before, as long as
   * there is such a place: a program may still hold pointers to what was freed.
   */
  private Optional<Long> place(long length) {
    if (next + length <= SHARED_END) {
      next += length;
      return Optional.of(next - length);
    }
    for (Iterator<Stretch> all = freed.iterator(); all.hasNext(); ) {
      Stretch stretch = all.next();
      if (stretch.length() >= length) {
        all.remove();
        return Optional.of(stretch.start());
      }
    }
    return Optional.empty();
  }

  /** Nothing that readers see changes: they go on with what they have. */
  private void insert(SharedRegion region) {
    int at = shared.count();
    SharedRegion[] all = shared.all();
    boolean isLast = at == 0 || all[at - 1].base() < region.base();
    if (!isLast || at == all.length) {
      all = Arrays.copyOf(all, 2 * all.length);
      while (at > 0 && all[at - 1].base() > region.base()) {
        all[at] = all[--at];
      }
    }
    all[at] = region;
    shared = new Regions(all, shared.count() + 1);
  }

  /** Takes {@code region} away: accesses fault, as long as nothing else is there. */
  public synchronized void free(SharedRegion region) {
    SharedRegion[] rest = new SharedRegion[shared.all().length];
    int count = 0;
    for (SharedRegion other : regions()) {
      if (other != region) {
        rest[count++] = other;
      }
    }
    if (count < shared.count()) {
      shared = new Regions(rest, count);
      freed.addLast(new Stretch(region.base(), room(region.length())));
      allowance.giveBack(region.length());
    }
  }

  private static long room(long length) {
    return length + GAP + GAP - 1 & -GAP;
  }

  /** {@return the region with the greatest base not above {@code address}} */
  public Optional<SharedRegion> below(long address) {
    Regions regions = shared;
    SharedRegion[] all = regions.all();
    int high = regions.count() - 1;
    int low = 0;
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

  /** {@return what is another object whenever there are other regions than before} */
  Object layout() {
    return shared;
  }

  SharedRegion[] regions() {
    Regions regions = shared;
    return Arrays.copyOf(regions.all(), regions.count());
  }
}
