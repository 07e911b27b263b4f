package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;

/** The traffic control of an interface, by a filter of the queueing discipline clsact. */
record ClsactHook(TcFilter filter, String networkInterface, Direction direction) implements Hook {
  @Override
  public ProgramType programType() {
    return filter.programType();
  }

  @Override
  public Link attach(KernelProgram program) {
    return new Clsact(program.kernel(), Interfaces.index(networkInterface), direction, filter)
        .attach(program, toString());
  }

  @Override
  public String toString() {
    return "clsact, " + direction.where() + " of " + networkInterface;
  }
}
