package dev.jbpf.runtime.sys;

import java.nio.ByteBuffer;

/**
 * The arguments of lookup, update, delete and next key, which are the calls that speed matters for:
 * written without a table, no longer than these commands need, and key and value right behind them,
 * because after each call a processor has to fetch again what it touches.
 */
public final class Element {
  /** Where a key is, aligned for any type: behind the arguments. */
  public static final int KEY = 32;

  private static final int FIRST = 1 << 10;

  // Constants to the compiler, which the fields of an enum's rows are not.
  private static final int MAP_FD_AT = AttrField.ELEMENT_MAP_FD.offset();
  private static final int KEY_AT = AttrField.ELEMENT_KEY.offset();
  private static final int VALUE_AT = AttrField.ELEMENT_VALUE.offset();
  private static final int FLAGS_AT = AttrField.ELEMENT_FLAGS.offset();

  private final BpfSyscalls syscalls;
  private ByteBuffer bytes;
  private long address;

  Element(BpfSyscalls syscalls) {
    this.syscalls = syscalls;
    allocate(FIRST);
  }

  private void allocate(int size) {
    Block block = Block.ofSize(syscalls, size);
    bytes = block.bytes();
    address = block.address();
  }

  /** {@return where a value is behind a key of {@code keySize} bytes, aligned for any type} */
  public static int valueAt(int keySize) {
    return KEY + (keySize + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }

  /**
   * {@return memory of at least {@code size} bytes, its content undefined} Key and value are
   * written to it, and read from it, from {@link #KEY} on.
   */
  public ByteBuffer memory(int size) {
    if (bytes.capacity() < size) {
      allocate(size);
    }
    return bytes;
  }

  /**
   * Makes the call.
   *
   * @param command the kernel's number of the command
   * @param key where the key is in the memory; 0 for none
   * @param value where the value is in the memory; 0 for none
   * @return the call's result, or the negative of its error
   */
  public long call(int command, int map, int key, int value, long flags) {
    bytes.putInt(MAP_FD_AT, map);
    bytes.putLong(KEY_AT, key == 0 ? 0 : address + key);
    bytes.putLong(VALUE_AT, value == 0 ? 0 : address + value);
    bytes.putLong(FLAGS_AT, flags);
    return syscalls.bpf(command, address, KEY);
  }
}
