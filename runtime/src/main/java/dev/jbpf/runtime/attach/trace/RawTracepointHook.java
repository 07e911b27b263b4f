package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;

/**
 * A tracepoint whose arguments the program gets as they are.
 *
 * @param programType says whether it may write to what the first argument points to
 * @param cookie what {@code bpf_get_attach_cookie} tells the program, since Linux 6.10
 */
public record RawTracepointHook(ProgramType programType, String name, long cookie)
    implements Hook {
  @Override
  public RawTracepointHook withCookie(long number) {
    return new RawTracepointHook(programType, name, number);
  }

  @Override
  public Link attach(KernelProgram program) {
    return LinkCreate.rawTracepoint(program, name, cookie, toString());
  }

  @Override
  public String toString() {
    return (programType == ProgramType.RAW_TRACEPOINT_WRITABLE ? "writable " : "")
        + "raw tracepoint "
        + name;
  }
}
