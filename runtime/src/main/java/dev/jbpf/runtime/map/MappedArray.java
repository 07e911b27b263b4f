package dev.jbpf.runtime.map;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.SharedMemory;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * An array map's memory: values are read and written where programs read and write them. A value of
 * more than eight bytes is not read in one piece: where programs write meanwhile, parts of it may
 * be older than others.
 */
public final class MappedArray<V> implements AutoCloseable {
  private final SharedMemory memory;
  private final Codec<V> value;
  private final int stride;
  private final int length;

  private MappedArray(SharedMemory memory, Codec<V> value, int length) {
    this.memory = memory;
    this.value = value;
    this.stride = stride(value);
    this.length = length;
  }

  private static int stride(Codec<?> value) {
    return (value.size() + Long.BYTES - 1) & -Long.BYTES;
  }

  static <V> MappedArray<V> of(BpfCalls calls, KernelMap<?, V> map) {
    if (map.def().type() != MapType.ARRAY || !map.def().flags().contains(MapFlag.MMAPABLE)) {
      throw new IllegalArgumentException(map + " is no array with the flag MMAPABLE");
    }
    long bytes = (long) map.def().maxEntries() * stride(map.def().value());
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          map
              + " has "
              + bytes
              + " bytes, and less than 2 GiB can be mapped: use lookup and update");
    }
    long pages = (bytes + PageSize.bytes() - 1) & -PageSize.bytes();
    return new MappedArray<>(
        SharedMemory.map(calls.syscalls(), map.descriptor(), 0, pages, true),
        map.def().value(),
        map.def().maxEntries());
  }

  /**
   * {@return the value at {@code index}}
   *
   * @throws IndexOutOfBoundsException if there is none
   * @throws IllegalStateException if this is closed
   */
  public V get(int index) {
    int at = at(index);
    ByteBuffer bytes = memory.acquire();
    try {
      return value.decode(bytes, at);
    } finally {
      memory.release();
    }
  }

  /** Puts a value at {@code index}; fails as {@link #get}. */
  public void set(int index, V newValue) {
    int at = at(index);
    ByteBuffer bytes = memory.acquire();
    try {
      value.encode(newValue, bytes, at);
    } finally {
      memory.release();
    }
  }

  /** {@return the number of values} */
  public int length() {
    return length;
  }

  private int at(int index) {
    return Objects.checkIndex(index, length) * stride;
  }

  @Override
  public void close() {
    memory.close();
  }
}
