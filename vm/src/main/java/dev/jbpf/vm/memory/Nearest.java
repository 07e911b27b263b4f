package dev.jbpf.vm.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says where an address is, in terms of the region that is closest to it. */
final class Nearest {
  private Nearest() {}

  static String describe(long address, int size, List<ArrayRegion> own, AddressSpace space) {
    if (AddressSpace.mapOf(address) >= 0) {
      return "the address stands for a map, which only helpers can reach";
    }
    Set<Region> all = new LinkedHashSet<>(own);
    all.remove(ArrayRegion.NONE);
    all.addAll(List.of(space.regions()));
    List<Region> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingLong(region -> distance(address, region)));
    return sorted.isEmpty() ? "there is no memory" : place(address, size, sorted.get(0));
  }

  /** Unsigned, cut at the largest long. */
  private static long distance(long address, Region region) {
    long end = region.base() + region.length();
    if (Long.compareUnsigned(address, region.base()) < 0) {
      return region.base() - address;
    }
    if (Long.compareUnsigned(address, end) < 0) {
      return 0;
    }
    long distance = address - end;
    return distance < 0 ? Long.MAX_VALUE : distance;
  }

  private static String place(long address, int size, Region region) {
    String where = region.name() + " (" + region.length() + " bytes)";
    long offset = address - region.base();
    if (offset < 0 && -offset < 1L << AddressSpace.WINDOW_SHIFT) {
      return -offset + " bytes before " + where;
    }
    if (offset >= 0 && offset < region.length()) {
      return offset + size > region.length()
          ? "runs past the end of " + where + " at offset " + offset
          : inside(offset, region, where);
    }
    long past = offset - region.length();
    return past >= 0 && past < 1L << AddressSpace.WINDOW_SHIFT
        ? past + " bytes past the end of " + where
        : "in no region; the nearest is " + where + " at 0x" + Long.toHexString(region.base());
  }

  private static String inside(long offset, Region region, String where) {
    if (region instanceof SharedRegion shared) {
      long within =
          offset - (shared.addressOf(shared.indexOf(region.base() + offset)) - region.base());
      return "at offset " + within + " of a value of " + where + ", not wholly inside it";
    }
    return "at offset " + offset + " of " + where;
  }
}
