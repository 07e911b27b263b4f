package dev.jbpf.runtime.event;

import dev.jbpf.map.Codec;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * What a program sent, where the kernel left it: nothing is copied. Valid only while the handler
 * runs that it is given to, and only on its thread; after that its size is 0. Numbers are in the
 * machine's byte order.
 */
public final class EventRecord {
  private ByteBuffer memory = ByteBuffer.allocate(0);
  private int start;
  private int size;
  private Thread owner = Thread.currentThread();

  EventRecord() {}

  EventRecord of(ByteBuffer memory) {
    this.memory = memory;
    this.owner = Thread.currentThread();
    return this;
  }

  void set(int start, int size) {
    this.start = start;
    this.size = size;
  }

  void clear() {
    size = 0;
  }

  /**
   * {@return how many bytes it has: of ring buffers those that the program sent, of {@link
   * PerfBuffers} up to seven more that mean nothing}
   */
  public int size() {
    return size;
  }

  /**
   * {@return the byte at that index}
   *
   * @throws IndexOutOfBoundsException if it is not in the record
   */
  public byte getByte(int index) {
    return memory.get(at(index, Byte.BYTES));
  }

  /** {@return the 16 bits from that index on}; fails as {@link #getByte} */
  public short getShort(int index) {
    return memory.getShort(at(index, Short.BYTES));
  }

  /** {@return the 32 bits from that index on}; fails as {@link #getByte} */
  public int getInt(int index) {
    return memory.getInt(at(index, Integer.BYTES));
  }

  /** {@return the 64 bits from that index on}; fails as {@link #getByte} */
  public long getLong(int index) {
    return memory.getLong(at(index, Long.BYTES));
  }

  /** {@return a copy of its {@link #size} bytes} */
  public byte[] copy() {
    byte[] copy = new byte[size];
    memory.get(at(0, size), copy);
    return copy;
  }

  /**
   * {@return the value that it starts with}
   *
   * @throws IndexOutOfBoundsException if it has fewer bytes than the codec needs
   */
  public <T> T decode(Codec<T> codec) {
    return codec.decode(memory, at(0, codec.size()));
  }

  private int at(int index, int length) {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("a record belongs to the thread of its handler");
    }
    return start + Objects.checkFromIndexSize(index, length, size);
  }
}
