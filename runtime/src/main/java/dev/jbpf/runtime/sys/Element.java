package dev.jbpf.runtime.sys;

import java.nio.ByteBuffer;

/**
 * The arguments of lookup, update, delete and next key, which are the calls that speed matters for:
 * written without a table, and no longer than these commands need.
 */
public final class Element {
  private static final int SIZE = 32;

  private final BpfSyscalls syscalls;
  private final Block block;
  private final ByteBuffer bytes;

  Element(BpfSyscalls syscalls) {
    this.syscalls = syscalls;
    this.block = Block.ofSize(syscalls, SIZE);
    this.bytes = block.bytes();
  }

  /**
   * Makes the call.
   *
   * @param command the kernel's number of the command
   * @param key an address, or zero
   * @param value an address, or zero
   * @return the call's result, or the negative of its error
   */
  public long call(long command, int map, long key, long value, long flags) {
    bytes.putInt(AttrField.ELEMENT_MAP_FD.offset(), map);
    bytes.putLong(AttrField.ELEMENT_KEY.offset(), key);
    bytes.putLong(AttrField.ELEMENT_VALUE.offset(), value);
    bytes.putLong(AttrField.ELEMENT_FLAGS.offset(), flags);
    return syscalls.call(Syscall.BPF, command, block.address(), SIZE);
  }
}
