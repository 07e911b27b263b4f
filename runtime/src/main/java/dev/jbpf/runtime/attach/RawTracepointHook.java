package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;

/** A tracepoint whose arguments the program gets as they are. */
record RawTracepointHook(String name) implements Hook {
  @Override
  public ProgramType programType() {
    return ProgramType.RAW_TRACEPOINT;
  }

  @Override
  public Link attach(KernelProgram program) {
    return LinkCreate.rawTracepoint(program, name, toString());
  }

  @Override
  public String toString() {
    return "raw tracepoint " + name;
  }
}
