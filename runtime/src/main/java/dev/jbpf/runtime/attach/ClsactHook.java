package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;
import java.util.OptionalInt;

/** The traffic control of an interface, by a filter of the queueing discipline clsact. */
record ClsactHook(
    TcFilter filter, String networkInterface, Direction direction, OptionalInt priority)
    implements Hook {
  private static final int LARGEST = 0xffff;

  ClsactHook {
    if (priority.isPresent() && (priority.getAsInt() < 1 || priority.getAsInt() > LARGEST)) {
      throw new IllegalArgumentException(
          "the priority of a filter is " + priority.getAsInt() + ", must be 1 to " + LARGEST);
    }
  }

  ClsactHook(TcFilter filter, String networkInterface, Direction direction) {
    this(filter, networkInterface, direction, OptionalInt.empty());
  }

  @Override
  public ProgramType programType() {
    return filter.programType();
  }

  @Override
  public Link attach(KernelProgram program) {
    return new Clsact(
            program.kernel(), Interfaces.index(networkInterface), direction, filter, priority)
        .attach(program, toString());
  }

  @Override
  public String toString() {
    return "clsact, "
        + direction.where()
        + " of "
        + networkInterface
        + (priority.isPresent() ? ", priority " + priority.getAsInt() : "");
  }
}
