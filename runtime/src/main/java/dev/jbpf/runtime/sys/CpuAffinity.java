package dev.jbpf.runtime.sys;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.error.SyscallException;
import java.lang.ref.Reference;

/** The calling thread on one CPU, until this is closed by the same thread. */
public interface CpuAffinity extends AutoCloseable {
  /** Where the thread likes. */
  CpuAffinity NOWHERE = () -> {};

  /** As many CPUs as the kernel is asked about. */
  int MASK_BYTES = 1024;

  /**
   * Moves the thread.
   *
   * @throws SyscallException if it may not be there, or there is no such CPU
   */
  static CpuAffinity to(BpfSyscalls syscalls, int cpu) {
    NativeMemory before = NativeMemory.ofSize(syscalls, MASK_BYTES);
    NativeMemory wanted = NativeMemory.ofSize(syscalls, MASK_BYTES);
    if (cpu >= MASK_BYTES * Byte.SIZE) {
      throw new IllegalArgumentException("cpu is " + cpu + ", no machine has so many");
    }
    int at = cpu / Byte.SIZE;
    wanted.bytes().put(at, (byte) (1 << cpu % Byte.SIZE));
    require(syscalls.call(Syscall.SCHED_GETAFFINITY, 0, MASK_BYTES, before.address()), cpu);
    require(syscalls.call(Syscall.SCHED_SETAFFINITY, 0, MASK_BYTES, wanted.address()), cpu);
    Reference.reachabilityFence(wanted);
    return () -> {
      syscalls.call(Syscall.SCHED_SETAFFINITY, 0, MASK_BYTES, before.address());
      Reference.reachabilityFence(before);
    };
  }

  private static void require(long result, int cpu) {
    if (result < 0) {
      throw new SyscallException("cannot go to CPU " + cpu, Errno.ofResult(result));
    }
  }

  @Override
  void close();
}
