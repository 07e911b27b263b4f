package dev.jbpf.vm.memory;

import dev.jbpf.isa.Operation;
import dev.jbpf.vm.fault.Access;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.ProgramMemory;
import java.util.Arrays;
import java.util.Optional;

/**
 * The memory of one run: its own regions by window, and the shared ones behind them. Every access
 * is checked; what is wrong becomes a fault of the instruction that is running.
 */
public final class RunMemory implements ProgramMemory {
  /** Makes a fault of the instruction that is running. */
  public interface Site {
    /** {@return the fault for that access} */
    VmFault fault(FaultKind kind, Access access);
  }

  /** The regions to load from, by window. Public as the engines' fast paths read it. */
  public final ArrayRegion[] readable = new ArrayRegion[AddressSpace.WINDOWS];

  /** The regions to store to, by window. */
  public final ArrayRegion[] writable = new ArrayRegion[AddressSpace.WINDOWS];

  private final AddressSpace space;
  private final Site site;
  private final LastValue last;

  /** Memory with nothing but what is shared in {@code space}. */
  public RunMemory(AddressSpace space, Site site) {
    this.space = space;
    this.site = site;
    this.last = new LastValue(space);
    Arrays.fill(readable, ArrayRegion.NONE);
    Arrays.fill(writable, ArrayRegion.NONE);
  }

  /** {@return {@code memory} itself, which no other class is} */
  public static RunMemory of(ProgramMemory memory) {
    return (RunMemory) memory;
  }

  /** {@return the objects of the kernel's that are in it} */
  public ObjectTable objects() {
    return space.objects();
  }

  /** Puts {@code region} into the windows that it covers. */
  public void map(ArrayRegion region) {
    int first = window(region.base());
    int last = window(region.base() + Math.max(region.length(), 1) - 1);
    for (int window = first; window <= last; window++) {
      readable[window] = region;
      writable[window] = region.isWritable() ? region : ArrayRegion.NONE;
    }
  }

  /** {@return the region that a load at {@code address} may go to} */
  public ArrayRegion readableAt(long address) {
    return readable[window(address)];
  }

  /** {@return the region that a store at {@code address} may go to} */
  public ArrayRegion writableAt(long address) {
    return writable[window(address)];
  }

  /** Takes away what is in {@code window}. */
  public void unmap(int window) {
    readable[window] = ArrayRegion.NONE;
    writable[window] = ArrayRegion.NONE;
  }

  /** Takes away the context, and what is beside it. */
  public void unmapContext() {
    unmap(AddressSpace.CONTEXT_WINDOW);
    unmap(AddressSpace.FLOW_KEYS_WINDOW);
  }

  /** {@return the window of {@code address}; any one if the address has more than 32 bits} */
  public static int window(long address) {
    return (int) (address >>> AddressSpace.WINDOW_SHIFT) & AddressSpace.WINDOWS - 1;
  }

  @Override
  public long load(long address, int size) {
    ArrayRegion region = readableAt(address);
    int index = region.index(address, size);
    return index >= 0
        ? Bytes.load(region.data, index, size)
        : sharedFor(address, size, false).load(address, size);
  }

  @Override
  public void store(long address, int size, long value) {
    ArrayRegion region = writableAt(address);
    int index = region.index(address, size);
    if (index >= 0) {
      Bytes.store(region.data, index, size, value);
    } else if (!isTaken(address, size, value)) {
      sharedFor(address, size, true).store(address, size, value);
    }
  }

  /** Makes a store to a region that can be changed in parts, if that is one of them. */
  private boolean isTaken(long address, int size, long value) {
    ArrayRegion region = readableAt(address);
    int index = region.index(address, size);
    return index >= 0 && region.takes(index, size, value);
  }

  @Override
  public long atomic(Operation operation, long address, int size, long operand, long expected) {
    requireAligned(address, size);
    ArrayRegion region = writableAt(address);
    int index = region.index(address, size);
    if (index < 0) {
      return sharedFor(address, size, true).atomic(operation, address, size, operand, expected);
    }
    long comparand = size == 4 ? expected & 0xffff_ffffL : expected;
    synchronized (region.data) {
      long old = Bytes.load(region.data, index, size);
      Bytes.store(
          region.data, index, size, AtomicEffects.apply(operation, old, operand, comparand));
      return old;
    }
  }

  @Override
  public long loadAcquire(long address, int size) {
    requireAligned(address, size);
    long value = load(address, size);
    java.lang.invoke.VarHandle.acquireFence();
    return value;
  }

  @Override
  public void storeRelease(long address, int size, long value) {
    requireAligned(address, size);
    java.lang.invoke.VarHandle.releaseFence();
    store(address, size, value);
  }

  private void requireAligned(long address, int size) {
    if ((address & size - 1) != 0) {
      String reason = "not a multiple of " + size;
      throw site.fault(FaultKind.MISALIGNED, new Access(address, size, true, reason));
    }
  }

  @Override
  public byte[] read(long address, int size) {
    if (size == 0) {
      return new byte[0];
    }
    if (size < 0) {
      throw refused(FaultKind.MEMORY, address, size, false);
    }
    ArrayRegion region = readableAt(address);
    int index = region.index(address, size);
    if (index >= 0) {
      return Arrays.copyOfRange(region.data, index, index + size);
    }
    return sharedFor(address, size, false).copyOut(address, size);
  }

  @Override
  public void write(long address, byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    ArrayRegion region = writableAt(address);
    int index = region.index(address, bytes.length);
    if (index >= 0) {
      System.arraycopy(bytes, 0, region.data, index, bytes.length);
    } else {
      sharedFor(address, bytes.length, true).copyIn(address, bytes);
    }
  }

  @Override
  public void requireWritable(long address, int size) {
    if (size < 0) {
      throw refused(FaultKind.MEMORY, address, size, true);
    }
    if (size > 0 && writableAt(address).index(address, size) < 0) {
      sharedFor(address, size, true);
    }
  }

  @Override
  public void fill(long address, int size) {
    requireWritable(address, size);
    write(address, new byte[size]);
  }

  @Override
  public boolean isReadable(long address, int size) {
    return readableAt(address).index(address, size) >= 0
        || space
            .below(address)
            .filter(region -> region.holds(address, size) && region.permits(false))
            .isPresent();
  }

  private SharedRegion sharedFor(long address, int size, boolean isStore) {
    if (last.holds(address, size) && last.region().permits(isStore)) {
      return last.region();
    }
    Object layout = space.layout();
    Optional<SharedRegion> below = space.below(address);
    if (below.isPresent() && below.get().holds(address, size)) {
      if (below.get().permits(isStore)) {
        last.remember(below.get(), address, layout);
        return below.get();
      }
      throw refused(FaultKind.READ_ONLY, address, size, isStore);
    }
    boolean isThere = readableAt(address).index(address, size) >= 0;
    throw refused(isThere ? FaultKind.READ_ONLY : FaultKind.MEMORY, address, size, isStore);
  }

  private VmFault refused(FaultKind kind, long address, int size, boolean isStore) {
    String nearest = Nearest.describe(address, size, Arrays.asList(readable), space);
    return site.fault(kind, new Access(address, size, isStore, nearest));
  }
}
