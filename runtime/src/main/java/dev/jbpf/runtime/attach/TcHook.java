package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.util.Optional;

/**
 * The traffic control of an interface.
 *
 * @param position in the order of those that are attached there; empty for the last
 */
record TcHook(String networkInterface, Direction direction, Optional<TcPosition> position)
    implements Hook {
  private static final String OLDER =
      "An order there is since Linux 6.6; before, Hooks.clsact takes a priority";

  @Override
  public ProgramType programType() {
    return ProgramType.SCHED_CLS;
  }

  /** By a link since Linux 6.6, by a filter of the queueing discipline clsact before. */
  @Override
  public Link attach(KernelProgram program) {
    int index = Interfaces.index(networkInterface);
    return position.isPresent()
        ? position.get().anchor().link(program, type(), index, toString(), OLDER)
        : LinkCreate.linkOr(
            program,
            type(),
            index,
            0,
            toString(),
            () -> new ClsactHook(TcFilter.CLASSIFIER, networkInterface, direction).attach(program));
  }

  private AttachType type() {
    return switch (direction) {
      case INGRESS -> AttachType.TCX_INGRESS;
      case EGRESS -> AttachType.TCX_EGRESS;
    };
  }

  @Override
  public String toString() {
    return "traffic control, "
        + direction.where()
        + " of "
        + networkInterface
        + position.map(where -> ", " + where).orElse("");
  }
}
