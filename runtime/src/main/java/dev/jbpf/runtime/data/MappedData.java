package dev.jbpf.runtime.data;

import dev.jbpf.elf.bpf.data.DataBytes;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.SharedMemory;
import java.nio.ByteBuffer;

/** Variables in memory that is shared with the kernel. */
@SuppressWarnings("exports")
public record MappedData(SharedMemory memory) implements DataBytes {
  /**
   * {@return the variables of the only value of {@code map}: mapped, or looked up where the kernel
   * does not map it: before 5.5, and where the value has locks, timers, lists or trees}
   */
  public static DataBytes of(BpfCalls calls, KernelMap<Integer, byte[]> map, boolean isWritable) {
    if (!map.def().flags().contains(MapFlag.MMAPABLE)) {
      return new LookedUpData(map);
    }
    try {
      return mapped(calls, map, isWritable);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.ENOTSUPP)) {
        throw e;
      }
      return new LookedUpData(map);
    }
  }

  private static MappedData mapped(BpfCalls calls, KernelMap<?, ?> map, boolean isWritable) {
    int size = Math.addExact(map.def().valueSize(), PageSize.bytes() - 1) & -PageSize.bytes();
    return new MappedData(
        SharedMemory.map(calls.syscalls(), map.descriptor(), 0, size, isWritable));
  }

  @Override
  public <T> T read(Codec<T> codec, int at) {
    ByteBuffer bytes = memory.acquire();
    try {
      return codec.decode(bytes, at);
    } finally {
      memory.release();
    }
  }

  @Override
  public <T> void write(Codec<T> codec, int at, T value) {
    ByteBuffer bytes = memory.acquire();
    try {
      codec.encode(value, bytes, at);
    } finally {
      memory.release();
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
