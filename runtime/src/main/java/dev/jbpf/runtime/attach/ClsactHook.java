package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;
import java.util.OptionalInt;

/**
 * The traffic control of an interface, by a filter of the queueing discipline clsact.
 *
 * @param priority in the order of filters: lower ones run first; the kernel's choice if empty
 * @param handle which of the filters of that priority; the kernel's choice if empty
 */
record ClsactHook(
    TcFilter filter,
    String networkInterface,
    Direction direction,
    OptionalInt priority,
    OptionalInt handle)
    implements Hook {
  private static final int LARGEST = 0xffff;

  ClsactHook {
    if (handle.isPresent() && handle.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "the handle of a filter is " + handle.getAsInt() + ", must be 1 or more");
    }
    if (priority.isPresent() && (priority.getAsInt() < 1 || priority.getAsInt() > LARGEST)) {
      throw new IllegalArgumentException(
          "the priority of a filter is " + priority.getAsInt() + ", must be 1 to " + LARGEST);
    }
  }

  ClsactHook(TcFilter filter, String networkInterface, Direction direction) {
    this(filter, networkInterface, direction, OptionalInt.empty(), OptionalInt.empty());
  }

  ClsactHook(TcFilter filter, String networkInterface, Direction direction, OptionalInt priority) {
    this(filter, networkInterface, direction, priority, OptionalInt.empty());
  }

  @Override
  public ProgramType programType() {
    return filter.programType();
  }

  @Override
  public Link attach(KernelProgram program) {
    return new Clsact(
            program.kernel(),
            Interfaces.index(networkInterface),
            direction,
            filter,
            priority,
            handle)
        .attach(program, toString());
  }

  @Override
  public String toString() {
    return "clsact, "
        + direction.where()
        + " of "
        + networkInterface
        + (priority.isPresent() ? ", priority " + priority.getAsInt() : "")
        + (handle.isPresent() ? ", handle " + handle.getAsInt() : "");
  }
}
