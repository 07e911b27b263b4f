package dev.jbpf.runtime.event;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Rights;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The lines that {@code bpf_trace_printk} writes, of all programs of the system. Who reads a line
 * takes it away from others. Empty lines are left out: since Linux 5.9 the kernel ends each line,
 * and programs that end theirs make one more.
 */
public final class TracePipe implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int O_NONBLOCK_CLOEXEC = 0x80800;
  private static final int SIZE = 1 << 14;
  private static final long PAUSE_MILLIS = 5;

  private final BpfSyscalls syscalls;
  private final Tracefs tracefs;
  private final Descriptor pipe;
  private final NativeMemory block;
  private final Queue<String> lines = new ArrayDeque<>();
  private final StringBuilder partial = new StringBuilder();

  private TracePipe(BpfSyscalls syscalls, Tracefs tracefs, Descriptor pipe) {
    this.syscalls = syscalls;
    this.tracefs = tracefs;
    this.pipe = pipe;
    this.block = NativeMemory.ofSize(syscalls, SIZE);
  }

  /**
   * {@return the pipe}
   *
   * @throws SyscallException if the kernel refuses: it needs root
   */
  public static TracePipe open(Kernel kernel) {
    Tracefs tracefs = Tracefs.open(kernel);
    try {
      return new TracePipe(
          kernel.calls().syscalls(), tracefs, pipe(kernel.calls().syscalls(), tracefs));
    } catch (RuntimeException | Error e) {
      tracefs.close();
      throw e;
    }
  }

  private static Descriptor pipe(BpfSyscalls syscalls, Tracefs tracefs) {
    NativeMemory name =
        NativeMemory.text(syscalls, tracefs.root().resolve("trace_pipe").toString());
    long fd = syscalls.call(Syscall.OPENAT, AT_FDCWD, name.address(), O_NONBLOCK_CLOEXEC);
    Reference.reachabilityFence(name);
    if (fd < 0) {
      throw new SyscallException("cannot open the trace pipe", Errno.ofResult(fd), advice(fd));
    }
    return new Descriptor(syscalls, "trace pipe", (int) fd);
  }

  private static String advice(long result) {
    if (Errno.EBUSY.is(result)) {
      return "Another process reads it, which one at a time can";
    }
    return Errno.EPERM.is(result) || Errno.EACCES.is(result)
        ? Rights.now().explain(List.of(Capability.CAP_SYS_ADMIN)).toString()
        : "";
  }

  /**
   * {@return the next line, if one comes in that time}
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public synchronized Optional<String> next(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (lines.isEmpty()) {
      if (!read()) {
        if (System.nanoTime() >= end) {
          return Optional.empty();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    return Optional.of(lines.remove());
  }

  /** The kernel may give a line in pieces; {@return whether it gave anything} */
  private boolean read() {
    int fd = pipe.acquire();
    try {
      long count = syscalls.call(Syscall.READ, fd, block.address(), SIZE);
      if (count <= 0) {
        return false;
      }
      partial.append(new String(block.copy(0, (int) count), StandardCharsets.UTF_8));
    } finally {
      pipe.release();
    }
    int start = 0;
    for (int end = partial.indexOf("\n"); end >= 0; end = partial.indexOf("\n", start)) {
      if (end > start) {
        lines.add(partial.substring(start, end));
      }
      start = end + 1;
    }
    partial.delete(0, start);
    return true;
  }

  @Override
  public void close() {
    pipe.close();
    tracefs.close();
  }
}
