package dev.jbpf.vm.memory;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.jbpf.isa.Operation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Memory that runs on several threads share: the values of a map, side by side. An access has to
 * stay inside one of them.
 *
 * <p>It is outside the Java heap since the JVM has atomic operations on numbers of 4 and 8 bytes
 * there, and not in arrays of bytes.
 */
public final class SharedRegion implements Region {
  private static final VarHandle SHORTS =
      MethodHandles.byteBufferViewVarHandle(short[].class, LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteBufferViewVarHandle(int[].class, LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, LITTLE_ENDIAN);

  /** Stands where no region is: it has no value. */
  static final SharedRegion NONE = new SharedRegion("nothing", 0, new Layout(0, 0, false, false));

  private final String name;
  private final long base;
  private final ByteBuffer data;
  private final int valueSize;
  private final int stride;
  private final boolean readable;
  private final boolean writable;
  private final Cells cells;

  SharedRegion(String name, long base, Layout layout) {
    this.name = name;
    this.base = base;
    this.valueSize = layout.valueSize();
    this.stride = layout.stride();
    this.data = ByteBuffer.allocateDirect((int) layout.length()).order(LITTLE_ENDIAN);
    this.readable = layout.readable();
    this.writable = layout.writable();
    this.cells = layout.cells();
  }

  /**
   * What a region consists of.
   *
   * @param valueSize bytes that may be accessed in each value
   * @param count how many values
   * @param readable whether programs may load
   * @param writable whether programs may store
   * @param cells which accesses inside of a value are
   */
  public record Layout(int valueSize, int count, boolean readable, boolean writable, Cells cells) {
    private static final Cells WHOLE = (offset, size) -> true;

    /** Values that programs reach all of. */
    public Layout(int valueSize, int count, boolean readable, boolean writable) {
      this(valueSize, count, readable, writable, WHOLE);
    }

    /** {@return the distance between values: the size, rounded up to a multiple of 8} */
    public int stride() {
      return (int) Math.min(valueSize + 7L & ~7L, Integer.MAX_VALUE);
    }

    /** {@return the bytes of all values} */
    long length() {
      return (valueSize + 7L & ~7L) * count;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long base() {
    return base;
  }

  @Override
  public long length() {
    return data.capacity();
  }

  /** {@return how many bytes of each value may be accessed} */
  public int valueSize() {
    return valueSize;
  }

  /** {@return whether it holds values of a map, and no object} */
  public boolean isOfMap() {
    return name.startsWith("values of map ");
  }

  /** {@return the address of value number {@code index}} */
  public long addressOf(int index) {
    return base + (long) index * stride;
  }

  /** {@return the number of the value that holds {@code address}} */
  public int indexOf(long address) {
    return (int) ((address - base) / stride);
  }

  /** {@return whether {@code size} bytes at {@code address} are inside one value} */
  boolean holds(long address, long size) {
    long offset = address - base;
    return offset >= 0
        && offset < data.capacity()
        && offset % stride + size <= valueSize
        && cells.hold(offset, size);
  }

  /** {@return whether any part of a value may be accessed} */
  boolean isWhole() {
    return cells == Layout.WHOLE;
  }

  boolean permits(boolean isStore) {
    return isStore ? writable : readable;
  }

  /** {@return the bytes of value number {@code index}, a copy} */
  public byte[] read(int index) {
    byte[] bytes = new byte[valueSize];
    data.get(index * stride, bytes);
    return bytes;
  }

  /** {@return the bytes of value number {@code index}, as programs see and change them} */
  public ByteBuffer view(int index) {
    return data.slice(index * stride, valueSize).order(LITTLE_ENDIAN);
  }

  /** Replaces the first bytes of value number {@code index}. */
  public void write(int index, byte[] bytes) {
    data.put(index * stride, bytes);
  }

  /**
   * Runs {@code change} while this thread has the lock at {@code address}, as it may have already.
   *
   * @throws IllegalStateException if nobody gives it back
   */
  public void alone(long address, Runnable change) {
    int index = (int) (address - base);
    Optional<String> refused =
        SpinWord.take(
            (expected, changed) ->
                atomic4(Operation.COMPARE_EXCHANGE, index, (int) changed, (int) expected));
    if (refused.isPresent() && (int) INTS.getVolatile(data, index) != SpinWord.self()) {
      throw new IllegalStateException("the lock in " + name + " " + refused.get());
    }
    try {
      change.run();
    } finally {
      if (refused.isEmpty()) {
        INTS.setRelease(data, index, 0);
      }
    }
  }

  byte[] copyOut(long address, int size) {
    byte[] bytes = new byte[size];
    data.get((int) (address - base), bytes);
    return bytes;
  }

  void copyIn(long address, byte[] source) {
    data.put((int) (address - base), source);
  }

  /** {@return the 1, 2, 4 or 8 bytes at {@code address}, which the caller checked} */
  public long load(long address, int size) {
    int index = (int) (address - base);
    return switch (size) {
      case 1 -> data.get(index) & 0xffL;
      case 2 -> (short) SHORTS.get(data, index) & 0xffffL;
      case 4 -> (int) INTS.get(data, index) & 0xffff_ffffL;
      default -> (long) LONGS.get(data, index);
    };
  }

  /** Writes the lower bytes of {@code value} at {@code address}, which the caller checked. */
  public void store(long address, int size, long value) {
    int index = (int) (address - base);
    switch (size) {
      case 1 -> data.put(index, (byte) value);
      case 2 -> SHORTS.set(data, index, (short) value);
      case 4 -> INTS.set(data, index, (int) value);
      default -> LONGS.set(data, index, value);
    }
  }

  /** {@return the old value} The address is aligned. */
  long atomic(Operation operation, long address, int size, long operand, long expected) {
    int index = (int) (address - base);
    return size == 4
        ? atomic4(operation, index, (int) operand, (int) expected) & 0xffff_ffffL
        : atomic8(operation, index, operand, expected);
  }

  private int atomic4(Operation operation, int index, int operand, int expected) {
    return switch (operation) {
      case ATOMIC_ADD, FETCH_ADD -> (int) INTS.getAndAdd(data, index, operand);
      case ATOMIC_OR, FETCH_OR -> (int) INTS.getAndBitwiseOr(data, index, operand);
      case ATOMIC_AND, FETCH_AND -> (int) INTS.getAndBitwiseAnd(data, index, operand);
      case ATOMIC_XOR, FETCH_XOR -> (int) INTS.getAndBitwiseXor(data, index, operand);
      case EXCHANGE -> (int) INTS.getAndSet(data, index, operand);
      case COMPARE_EXCHANGE -> (int) INTS.compareAndExchange(data, index, expected, operand);
      default -> throw AtomicEffects.none(operation);
    };
  }

  private long atomic8(Operation operation, int index, long operand, long expected) {
    return switch (operation) {
      case ATOMIC_ADD, FETCH_ADD -> (long) LONGS.getAndAdd(data, index, operand);
      case ATOMIC_OR, FETCH_OR -> (long) LONGS.getAndBitwiseOr(data, index, operand);
      case ATOMIC_AND, FETCH_AND -> (long) LONGS.getAndBitwiseAnd(data, index, operand);
      case ATOMIC_XOR, FETCH_XOR -> (long) LONGS.getAndBitwiseXor(data, index, operand);
      case EXCHANGE -> (long) LONGS.getAndSet(data, index, operand);
      case COMPARE_EXCHANGE -> (long) LONGS.compareAndExchange(data, index, expected, operand);
      default -> throw AtomicEffects.none(operation);
    };
  }
}
