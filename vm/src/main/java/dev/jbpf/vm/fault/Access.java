package dev.jbpf.vm.fault;

/**
 * An access to memory that was refused.
 *
 * @param address as the program computed it
 * @param size in bytes
 * @param isStore whether it was to write
 * @param nearest the region that is closest to the address, and how far away it is
 */
public record Access(long address, int size, boolean isStore, String nearest) {
  @Override
  public String toString() {
    return (isStore ? "store of " : "load of ")
        + size
        + (size == 1 ? " byte at 0x" : " bytes at 0x")
        + Long.toHexString(address)
        + ": "
        + nearest;
  }
}
