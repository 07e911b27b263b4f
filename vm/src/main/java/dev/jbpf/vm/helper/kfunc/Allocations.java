package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.pointer.KeptObjects;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.SharedRegion;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The objects that programs have made. Each is there as long as somebody owns it. Thread-safe. */
final class Allocations {
  private final NavigableMap<Long, Allocation> all = new ConcurrentSkipListMap<>();
  private final AddressSpace space;
  private final KeptObjects kept;

  Allocations(AddressSpace space, KeptObjects kept) {
    this.space = space;
    this.kept = kept;
  }

  /** An object, and how many own it. */
  private static final class Allocation {
    private final SharedRegion region;
    private int owners = 1;

    Allocation(SharedRegion region) {
      this.region = region;
    }
  }

  /** What a run owns of it. */
  private record Owned(Allocations of, long address) implements Borrowed {
    @Override
    public String name() {
      return "the object at 0x" + Long.toHexString(address);
    }

    @Override
    public void abandon() {
      of.disown(address);
    }
  }

  /** {@return a new object that the run owns; 0 if there is no memory} */
  long make(HelperCall call, int size) {
    Optional<SharedRegion> region =
        space.allocate("an object of a program", new SharedRegion.Layout(size, 1, true, true));
    if (region.isEmpty()) {
      return 0;
    }
    long address = region.get().base();
    all.put(address, new Allocation(region.get()));
    call.hold(address, new Owned(this, address));
    return address;
  }

  /** {@return where the object starts that {@code address} is in; faults if there is none} */
  long start(HelperCall call, long address) {
    Map.Entry<Long, Allocation> below = all.floorEntry(address);
    if (below == null || address - below.getKey() >= below.getValue().region.length()) {
      throw call.badArgument("0x" + Long.toHexString(address) + " is in no object of a program");
    }
    return below.getKey();
  }

  /** One more owns the object: the run. */
  synchronized void share(HelperCall call, long address) {
    Allocation allocation = all.get(start(call, address));
    if (allocation == null) {
      throw call.badArgument("0x" + Long.toHexString(address) + " is no object any more");
    }
    allocation.owners++;
    call.hold(address, new Owned(this, address));
  }

  /** The run gives up what it owns; faults if it owns nothing of the object. */
  Borrowed give(HelperCall call, long address) {
    Optional<Borrowed> held = call.giveBack(start(call, address));
    return held.orElseThrow(
        () ->
            call.badArgument(
                "0x" + Long.toHexString(address) + " is no object that this run owns"));
  }

  /** As {@link #give}, to a list or a tree. */
  void keep(HelperCall call, long address) {
    kept.put(address, give(call, address));
  }

  /** The run owns what a list or a tree owned. */
  void take(HelperCall call, long address) {
    long start = start(call, address);
    call.hold(start, kept.take(address).orElse(new Owned(this, start)));
  }

  /** One owner less: where that was the last, the memory is gone. */
  private synchronized void disown(long address) {
    Allocation allocation = all.get(address);
    if (allocation != null && --allocation.owners == 0) {
      all.remove(address);
      space.free(allocation.region);
    }
  }
}
