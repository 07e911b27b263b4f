package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.sys.ProcFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of hardware or software that is sampled on every CPU.
 *
 * @param cookie what {@code bpf_get_attach_cookie} tells the program, since Linux 5.15
 */
public record SamplingHook(KernelConstant type, KernelConstant event, int hertz, long cookie)
    implements Hook {
  private static final int ALL_PROCESSES = -1;
  private static final Path LIMIT = Path.of("/proc/sys/kernel/perf_event_max_sample_rate");

  public SamplingHook {
    if (hertz < 1) {
      throw new IllegalArgumentException(
          event.kernelName() + " at " + hertz + " Hz: must be 1 or more");
    }
  }

  @Override
  public SamplingHook withCookie(long number) {
    return new SamplingHook(type, event, hertz, number);
  }

  @Override
  public ProgramType programType() {
    return ProgramType.PERF_EVENT;
  }

  @Override
  public Link attach(KernelProgram program) {
    List<Link> links = new ArrayList<>();
    try {
      for (int cpu : Cpus.online()) {
        links.add(PerfLinks.attach(program, open(program, cpu), cookie, toString()));
      }
      return () -> links.forEach(Link::close);
    } catch (RuntimeException | Error e) {
      links.forEach(Link::close);
      throw e;
    }
  }

  private PerfEvent open(KernelProgram program, int cpu) {
    PerfAttr attr =
        new PerfAttr(program.kernel().calls().syscalls(), type.value(), event.value())
            .frequency(hertz);
    long fd = PerfEvent.tryOpen(attr, ALL_PROCESSES, cpu);
    if (fd < 0) {
      throw new SyscallException("cannot open " + this, Errno.ofResult(fd), advice(fd));
    }
    return PerfEvent.of(attr, fd, toString());
  }

  private String advice(long result) {
    if (Errno.EINVAL.is(result) && hertz > limit()) {
      return "The kernel takes "
          + limit()
          + " Hz at most now, and lowers that when samples take long; "
          + LIMIT
          + " sets it (sysctl kernel.perf_event_max_sample_rate)";
    }
    if (Errno.ENOENT.is(result) || Errno.EOPNOTSUPP.is(result)) {
      return "This machine has no counter for it, as most virtual machines; "
          + PerfSoftware.CPU_CLOCK.kernelName()
          + " is everywhere";
    }
    return PerfEvent.advice(result);
  }

  private static long limit() {
    return ProcFile.number(LIMIT).orElse(Long.MAX_VALUE);
  }

  @Override
  public String toString() {
    return event.kernelName() + " at " + hertz + " Hz";
  }
}
