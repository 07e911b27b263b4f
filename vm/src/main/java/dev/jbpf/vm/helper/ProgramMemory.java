package dev.jbpf.vm.helper;

import dev.jbpf.isa.Operation;

/** Memory as a program sees it; accesses to what is not there fault. */
public interface ProgramMemory {
  /** {@return the 1, 2, 4 or 8 bytes at {@code address}, the upper bits zero} */
  long load(long address, int size);

  /** Writes the lower bytes of {@code value}. */
  void store(long address, int size, long value);

  /**
   * {@return the old value, the upper bits zero} Changes 4 or 8 bytes in one step as all threads
   * see it.
   */
  long atomic(Operation operation, long address, int size, long operand, long expected);

  /** {@return the value at {@code address}; nothing after is seen before it} */
  long loadAcquire(long address, int size);

  /** Writes the lower bytes of {@code value}; nothing before is seen after it. */
  void storeRelease(long address, int size, long value);

  /** {@return a copy of the {@code size} bytes at {@code address}} */
  byte[] read(long address, int size);

  /** Writes all of {@code bytes}. */
  void write(long address, byte[] bytes);

  /**
   * Faults if the {@code size} bytes at {@code address} cannot be stored to: before a helper takes
   * memory of its own for them, as much as a program says.
   */
  void requireWritable(long address, int size);

  /** Writes {@code size} zeros. */
  void fill(long address, int size);

  /** {@return whether {@code size} bytes at {@code address} can be loaded} */
  boolean isReadable(long address, int size);
}
