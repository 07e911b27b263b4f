package dev.jbpf.vm.memory;

/**
 * The value of a map that a run accessed last, which it mostly accesses again: to find it anew, and
 * which value of its region it is, takes a search and a division.
 */
final class LastValue {
  private final AddressSpace space;
  private SharedRegion region = SharedRegion.NONE;
  private Object layout = this;
  private long start;
  private long end;

  LastValue(AddressSpace space) {
    this.space = space;
  }

  /** {@return the region of the value} */
  SharedRegion region() {
    return region;
  }

  /** {@return whether {@code size} bytes at {@code address} are inside, and all is as it was} */
  boolean holds(long address, int size) {
    return address >= start && address <= end - size && layout == space.layout();
  }

  /**
   * The run accessed {@code address}, which is in {@code found}.
   *
   * @param before what {@link AddressSpace#layout} was before it was found
   */
  void remember(SharedRegion found, long address, Object before) {
    if (found.isWhole()) {
      region = found;
      layout = before;
      start = found.addressOf(found.indexOf(address));
      end = start + found.valueSize();
    }
  }
}
