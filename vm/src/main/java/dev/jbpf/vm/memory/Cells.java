package dev.jbpf.vm.memory;

/** Which accesses to shared memory are inside of one thing that programs may reach as a whole. */
@FunctionalInterface
public interface Cells {
  /** {@return whether {@code size} bytes at {@code offset} of the region are} */
  boolean hold(long offset, long size);
}
