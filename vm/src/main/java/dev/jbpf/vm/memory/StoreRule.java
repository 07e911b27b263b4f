package dev.jbpf.vm.memory;

/** Which stores a region takes that programs may change in parts only, as contexts are. */
@FunctionalInterface
public interface StoreRule {
  /** Takes none. */
  StoreRule NONE = (data, index, size, value) -> false;

  /**
   * {@return whether the store is one that programs may make} If so, it is made.
   *
   * @param data the region's bytes
   * @param index where, inside of them
   * @param size 1, 2, 4 or 8
   * @param value whose lower bytes are stored
   */
  boolean store(byte[] data, int index, int size, long value);
}
