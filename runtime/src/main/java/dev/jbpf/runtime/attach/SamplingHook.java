package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.sys.Cpus;
import java.util.ArrayList;
import java.util.List;

/** An event of hardware or software that is sampled on every CPU. */
record SamplingHook(KernelConstant type, KernelConstant event, int hertz) implements Hook {
  private static final int ALL_PROCESSES = -1;

  SamplingHook {
    if (hertz < 1) {
      throw new IllegalArgumentException(
          event.kernelName() + " at " + hertz + " Hz: must be 1 or more");
    }
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
        links.add(PerfLinks.attach(program, open(program, cpu), toString()));
      }
      return () -> links.forEach(Link::close);
    } catch (RuntimeException | Error e) {
      links.forEach(Link::close);
      throw e;
    }
  }

  private PerfEvent open(KernelProgram program, int cpu) {
    PerfAttr attr =
        new PerfAttr(program.kernel().syscalls(), type.value(), event.value()).frequency(hertz);
    return PerfEvent.open(attr, ALL_PROCESSES, cpu, toString());
  }

  @Override
  public String toString() {
    return event.kernelName() + " at " + hertz + " Hz";
  }
}
