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
  @Override
  public ProgramType programType() {
    return ProgramType.SCHED_CLS;
  }

  /** By a link since Linux 6.6, by a filter of the queueing discipline clsact before. */
  @Override
  public Link attach(KernelProgram program) {
    int index = Interfaces.index(networkInterface);
    return position.isPresent()
        ? attach(program, index, position.get())
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

  private Link attach(KernelProgram program, int index, TcPosition where) {
    Optional<Descriptor> neighbour = where.neighbour();
    int relative = neighbour.map(Descriptor::acquire).orElse(0);
    try {
      Struct attr =
          LinkCreate.attr(program, type(), index, where.flags())
              .set(AttrField.LINK_CREATE_TCX_RELATIVE_FD, relative);
      long result = LinkCreate.tryLink(program, attr);
      return LinkCreate.linkOf(
          program, result, toString(), what -> refusal(program, result, what, where));
    } finally {
      neighbour.ifPresent(Descriptor::release);
    }
  }

  private BpfSyscallException refusal(
      KernelProgram program, long result, String what, TcPosition where) {
    return switch ((int) -result) {
      case 2, 34 ->
          LinkCreate.refused(
              result, what, "What it should be beside is not attached there: " + where);
      case 22 ->
          LinkCreate.refused(
              result,
              what,
              "An order there is since Linux 6.6; before, Hooks.clsact takes a priority");
      default -> LinkCreate.refusal(program, result, what);
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
