package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.sys.field.CallField;
import java.nio.charset.StandardCharsets;

/** A struct of the kernel's in memory, its members read and written by {@link CallField}. */
public final class Struct {
  private static final long U32_MASK = 0xffff_ffffL;

  private final NativeMemory block;

  /** One of {@code size} bytes, a multiple of eight, all zero. */
  public Struct(BpfSyscalls syscalls, int size) {
    this.block = NativeMemory.ofSize(syscalls, size);
  }

  /** {@return the address of the first byte, valid while this object is reachable} */
  public long address() {
    return block.address();
  }

  /** {@return the number of bytes} */
  public int size() {
    return block.size();
  }

  /** {@return this, all zero} */
  public Struct clear() {
    block.clear(block.size());
    return this;
  }

  /**
   * {@return this, with that number in {@code field}}
   *
   * @throws IllegalArgumentException if it does not fit, neither signed nor unsigned
   */
  public Struct set(CallField field, long value) {
    if (field.bytes() == Long.BYTES) {
      block.bytes().putLong(field.offset(), value);
      return this;
    }
    if (value != (int) value && value != (value & U32_MASK)) {
      throw new IllegalArgumentException(field.path() + " is " + value + ", has 32 bits");
    }
    block.bytes().putInt(field.offset(), (int) value);
    return this;
  }

  /**
   * {@return this, with that text and a NUL in {@code field}}
   *
   * @throws IllegalArgumentException if there is no room
   */
  public Struct set(CallField field, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= field.bytes()) {
      throw new IllegalArgumentException(
          field.path() + " is '" + text + "', has room for " + (field.bytes() - 1) + " bytes");
    }
    block.bytes().put(field.offset(), bytes);
    return this;
  }

  /** {@return the number in {@code field}; one of 32 bits is taken as unsigned} */
  public long get(CallField field) {
    return field.bytes() == Long.BYTES
        ? block.bytes().getLong(field.offset())
        : block.bytes().getInt(field.offset()) & U32_MASK;
  }

  /** {@return the text in {@code field}} */
  public String text(CallField field) {
    return block.text(field.offset(), field.bytes());
  }

  /** {@return the bytes of {@code field}} */
  public byte[] copy(CallField field) {
    return block.copy(field.offset(), field.bytes());
  }
}
