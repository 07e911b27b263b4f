package dev.jbpf.runtime.sys;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.error.SyscallException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Memory that is shared with the kernel. For those who build on it: the buffer is used only between
 * {@link #acquire} and {@link #release}, because after {@link #close} there is no memory behind it.
 */
@SuppressWarnings("exports")
public final class SharedMemory extends ReferenceCounted {
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final String LOCKED =
      "It may not be written to (the map is frozen or read-only), or is more than this user may"
          + " lock (sysctl kernel.perf_event_mlock_kb, ulimit -l)";

  private final BpfSyscalls syscalls;
  private final long address;
  private final long size;
  private final ByteBuffer bytes;

  private SharedMemory(BpfSyscalls syscalls, String what, long address, long size) {
    super("memory of " + what);
    this.syscalls = syscalls;
    this.address = address;
    this.size = size;
    this.bytes = syscalls.view(address, (int) Math.min(size, Integer.MAX_VALUE));
  }

  /**
   * {@return the memory that {@code descriptor} refers to}
   *
   * @param offset in bytes, whole pages
   * @param size in bytes, whole pages
   * @throws SyscallException if the kernel refuses
   */
  @SuppressWarnings("exports")
  public static SharedMemory map(
      BpfSyscalls syscalls, Descriptor descriptor, long offset, long size, boolean isWritable) {
    return map(syscalls, 0, descriptor, offset, size, isWritable);
  }

  /**
   * {@return the memory of an arena, where its definition says, or else anywhere}
   *
   * @throws SyscallException if the kernel refuses
   */
  public static SharedMemory arena(BpfSyscalls syscalls, MapDef<?, ?> def, Descriptor arena) {
    long size = (long) def.maxEntries() * PageSize.bytes();
    return map(syscalls, def.extra(), arena, 0, size, true);
  }

  private static SharedMemory map(
      BpfSyscalls syscalls,
      long wanted,
      Descriptor descriptor,
      long offset,
      long size,
      boolean isWritable) {
    int protection = isWritable ? PROT_READ | PROT_WRITE : PROT_READ;
    int fd = descriptor.acquire();
    try {
      long result = syscalls.call(Syscall.MMAP, wanted, size, protection, MAP_SHARED, fd, offset);
      if (result < 0) {
        throw new SyscallException(
            "cannot map " + size + " bytes of " + descriptor + " into memory",
            Errno.ofResult(result),
            Errno.EPERM.is(result) ? LOCKED : "");
      }
      return new SharedMemory(syscalls, descriptor.toString(), result, size);
    } finally {
      descriptor.release();
    }
  }

  /**
   * {@return the memory, in the machine's byte order, to be used until {@link #release}; of more
   * than 2 GiB the first}
   *
   * @throws IllegalStateException if it is closed
   */
  public ByteBuffer acquire() {
    enter();
    return bytes;
  }

  /**
   * {@return a part of the memory, in the machine's byte order; used between {@link #acquire} and
   * {@link #release}}
   *
   * @throws IndexOutOfBoundsException if it is not in the memory
   */
  public ByteBuffer view(long offset, int length) {
    return syscalls.view(address + Objects.checkFromIndexSize(offset, (long) length, size), length);
  }

  @Override
  protected void free() {
    syscalls.call(Syscall.MUNMAP, address, size, 0);
  }
}
