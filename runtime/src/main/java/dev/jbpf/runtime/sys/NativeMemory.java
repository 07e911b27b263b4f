package dev.jbpf.runtime.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Memory outside the heap whose address is known: what a system call reads or writes. Every access
 * of Java's is checked against its bounds, as with any {@link ByteBuffer}.
 */
public final class NativeMemory {
  private final ByteBuffer bytes;
  private final long address;

  private NativeMemory(BpfSyscalls syscalls, int size) {
    this.bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    this.address = syscalls.address(bytes);
  }

  /** {@return {@code size} bytes, zero} */
  public static NativeMemory ofSize(BpfSyscalls syscalls, int size) {
    return new NativeMemory(syscalls, Math.max(size, Long.BYTES));
  }

  /** {@return a copy of {@code bytes}} */
  public static NativeMemory copyOf(BpfSyscalls syscalls, byte[] bytes) {
    NativeMemory block = ofSize(syscalls, bytes.length);
    block.bytes.put(0, bytes);
    return block;
  }

  /** {@return {@code text} as C keeps it, in UTF-8} */
  public static NativeMemory text(BpfSyscalls syscalls, String text) {
    return copyOf(syscalls, (text + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /** {@return the memory, in the machine's byte order; use it by index} */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** {@return the address of the first byte, valid while this object is reachable} */
  public long address() {
    return address;
  }

  /** {@return the number of bytes} */
  public int size() {
    return bytes.capacity();
  }

  /** Puts zeros into the first {@code count} bytes, a multiple of eight. */
  public void clear(int count) {
    for (int i = 0; i < count; i += Long.BYTES) {
      bytes.putLong(i, 0);
    }
  }

  /** {@return a copy of {@code count} bytes from {@code at} on} */
  public byte[] copy(int at, int count) {
    byte[] copy = new byte[count];
    bytes.get(at, copy);
    return copy;
  }

  /** {@return the text that ends with NUL, or after {@code limit} bytes} */
  public String text(int at, int limit) {
    int length = 0;
    while (length < limit && bytes.get(at + length) != 0) {
      length++;
    }
    return new String(copy(at, length), StandardCharsets.UTF_8);
  }
}
