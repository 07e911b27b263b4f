package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.PerfType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.event.Tracefs;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;

/**
 * A tracepoint of the kernel, whose fields the program finds as tracefs describes them.
 *
 * @param cookie what {@code bpf_get_attach_cookie} tells the program, since Linux 5.15
 */
public record TracepointHook(String category, String name, long cookie) implements Hook {
  private static final int ALL_PROCESSES = -1;

  @Override
  public TracepointHook withCookie(long number) {
    return new TracepointHook(category, name, number);
  }

  @Override
  public ProgramType programType() {
    return ProgramType.TRACEPOINT;
  }

  @Override
  public Link attach(KernelProgram program) {
    try (Tracefs tracefs = Tracefs.open(program.kernel())) {
      long id = Long.parseLong(tracefs.read(category, name, "id").strip());
      PerfAttr attr =
          new PerfAttr(program.kernel().calls().syscalls(), PerfType.TRACEPOINT.value(), id);
      return PerfLinks.attach(
          program, PerfEvent.open(attr, ALL_PROCESSES, 0, toString()), cookie, toString());
    }
  }

  @Override
  public String toString() {
    return "tracepoint " + category + "/" + name;
  }
}
