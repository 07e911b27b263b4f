package dev.jbpf.runtime;

import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.sys.Syscall;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory that is shared with the kernel. For those who build on it: whoever has one makes sure that
 * nobody uses the buffer after {@link #close}, when there is no memory behind it any more.
 */
public final class SharedMemory implements AutoCloseable {
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;

  private final BpfSyscalls syscalls;
  private final long address;
  private final ByteBuffer bytes;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private SharedMemory(BpfSyscalls syscalls, long address, int size) {
    this.syscalls = syscalls;
    this.address = address;
    this.bytes = syscalls.view(address, size);
  }

  /**
   * {@return the memory that {@code descriptor} refers to}
   *
   * @param offset in bytes, whole pages
   * @param size in bytes, whole pages
   * @throws SyscallException if the kernel refuses
   */
  public static SharedMemory map(
      BpfSyscalls syscalls, Descriptor descriptor, long offset, int size, boolean isWritable) {
    int protection = isWritable ? PROT_READ | PROT_WRITE : PROT_READ;
    int fd = descriptor.acquire();
    try {
      long result = syscalls.call(Syscall.MMAP, 0, size, protection, MAP_SHARED, fd, offset);
      if (result < 0) {
        throw new SyscallException(
            "cannot map " + size + " bytes of " + descriptor + " into memory", Errno.of(result));
      }
      return new SharedMemory(syscalls, result, size);
    } finally {
      descriptor.release();
    }
  }

  /** {@return the memory, in the machine's byte order} */
  public ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      syscalls.call(Syscall.MUNMAP, address, bytes.capacity(), 0);
    }
  }
}
