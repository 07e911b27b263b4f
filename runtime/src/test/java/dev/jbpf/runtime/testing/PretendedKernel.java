package dev.jbpf.runtime.testing;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes everything, and does nothing: for what must be true whatever the kernel says. Memory cannot
 * be mapped.
 */
public final class PretendedKernel implements BpfSyscalls {
  private static final int FIRST = 1_000_000;
  private static final Set<Integer> OPENING =
      Set.of(
          BpfCommand.MAP_CREATE.value(),
          BpfCommand.PROG_LOAD.value(),
          BpfCommand.BTF_LOAD.value(),
          BpfCommand.OBJ_GET.value());

  private final Set<Long> open = new HashSet<>();
  private long next = FIRST;

  /** {@return how many descriptors are open} */
  public int open() {
    return open.size();
  }

  @Override
  public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
    return switch (call) {
      case BPF -> OPENING.contains((int) a) ? opened() : 0;
      case CLOSE -> open.remove(a) ? 0 : Errno.EBADF.result();
      default -> Errno.ENOSYS.result();
    };
  }

  private long opened() {
    open.add(next);
    return next++;
  }

  @Override
  public long address(ByteBuffer direct) {
    return 0;
  }

  @Override
  public ByteBuffer view(long address, int bytes) {
    throw new UnsupportedOperationException();
  }
}
