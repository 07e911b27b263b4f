package dev.jbpf.runtime.rights;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;

/** Before Linux 5.11 maps and programs count as locked memory, of which little is allowed. */
public final class MemoryLimit {
  private static final KernelVersion LAST_COUNTED = new KernelVersion(5, 10);
  private static final int RLIMIT_MEMLOCK = 8;
  private static final long RLIM_INFINITY = -1;

  private final BpfSyscalls syscalls;

  public MemoryLimit(BpfSyscalls syscalls) {
    this.syscalls = syscalls;
  }

  /** {@return whether {@code result} is what a call gives that meets the limit} */
  public boolean isInTheWay(long result) {
    return Errno.EPERM.is(result) && isCounted();
  }

  private static boolean isCounted() {
    try {
      return KernelVersion.parse(System.getProperty("os.version", "")).compareTo(LAST_COUNTED) <= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Raises this process's limit, and returns whether that worked. */
  public boolean raise() {
    NativeMemory limits = NativeMemory.ofSize(syscalls, 2 * Long.BYTES);
    limits.bytes().putLong(0, RLIM_INFINITY).putLong(Long.BYTES, RLIM_INFINITY);
    long result = syscalls.call(Syscall.PRLIMIT64, 0, RLIMIT_MEMLOCK, limits.address(), 0, 0, 0);
    Reference.reachabilityFence(limits);
    return result == 0;
  }
}
