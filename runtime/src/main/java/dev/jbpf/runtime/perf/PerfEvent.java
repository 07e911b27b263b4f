package dev.jbpf.runtime.perf;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Architecture;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Rights;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.util.List;

/**
 * An open performance event.
 *
 * <p>Source: perf_event_open(2).
 */
public final class PerfEvent implements AutoCloseable {
  private static final int PERF_FLAG_FD_CLOEXEC = 8;
  private static final int NO_GROUP = -1;

  private static final int ENABLE = 0x2400;
  private static final int SET_BPF = 0x2408;

  private final BpfSyscalls syscalls;
  private final Descriptor descriptor;

  private PerfEvent(BpfSyscalls syscalls, Descriptor descriptor) {
    this.syscalls = syscalls;
    this.descriptor = descriptor;
  }

  /**
   * {@return the event, counting or sampling at once}
   *
   * @param process whose events; -1 for all, 0 for this one
   * @param cpu where; -1 for wherever the process runs
   * @param what names it in messages: {@code tracepoint sched/sched_switch}
   * @throws SyscallException if the kernel refuses
   */
  public static PerfEvent open(PerfAttr attr, int process, int cpu, String what) {
    long fd = tryOpen(attr, process, cpu);
    if (fd < 0) {
      throw new SyscallException("cannot open " + what, Errno.ofResult(fd), advice(fd));
    }
    return of(attr, fd, what);
  }

  /** {@return a descriptor, or the negative of the error} */
  public static long tryOpen(PerfAttr attr, int process, int cpu) {
    long result =
        attr.syscalls()
            .call(
                Syscall.PERF_EVENT_OPEN,
                attr.struct().address(),
                process,
                cpu,
                NO_GROUP,
                PERF_FLAG_FD_CLOEXEC,
                0);
    Reference.reachabilityFence(attr);
    return result;
  }

  /** {@return the event behind a descriptor that {@link #tryOpen} gave} */
  public static PerfEvent of(PerfAttr attr, long fd, String what) {
    return new PerfEvent(attr.syscalls(), new Descriptor(attr.syscalls(), what, (int) fd));
  }

  /** {@return what the user can do about that result of an attempt to open an event} */
  public static String advice(long result) {
    if (!Errno.EPERM.is(result) && !Errno.EACCES.is(result)) {
      return "";
    }
    // Kernels differ in which of the two a probe needs.
    Rights rights = Rights.now();
    boolean lacksFirst = !rights.missing(List.of(Capability.CAP_PERFMON)).isEmpty();
    return rights
        .explain(List.of(lacksFirst ? Capability.CAP_PERFMON : Capability.CAP_SYS_ADMIN))
        .toString();
  }

  /** {@return the descriptor, for links} */
  public Descriptor descriptor() {
    return descriptor;
  }

  /**
   * Runs {@code program} at every event, as kernels before 5.15 do it.
   *
   * @return 0, or the negative of the error
   */
  public long setProgram(int program) {
    return control(request(SET_BPF, Integer.BYTES), program);
  }

  /**
   * Lets it begin, where it is not on already.
   *
   * @return 0, or the negative of the error
   */
  public long enable() {
    return control(request(ENABLE, 0), 0);
  }

  private long control(long request, long argument) {
    int fd = descriptor.acquire();
    try {
      return syscalls.call(Syscall.IOCTL, fd, request, argument);
    } finally {
      descriptor.release();
    }
  }

  /** The number of a request says which way its argument goes, and powerpc says it otherwise. */
  private static long request(int number, int argumentSize) {
    boolean isPowerPc = Architecture.current().equals(java.util.Optional.of(Architecture.PPC64LE));
    long none = isPowerPc ? 1L << 29 : 0;
    long write = isPowerPc ? 1L << 31 : 1L << 30;
    return (argumentSize == 0 ? none : write) | (long) argumentSize << 16 | number;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
