package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.sys.Errno;

/** The traffic control of an interface. */
record TcHook(String networkInterface, Direction direction) implements Hook {
  @Override
  public ProgramType programType() {
    return ProgramType.SCHED_CLS;
  }

  /** By a link since Linux 6.6, by a filter of the queueing discipline clsact before. */
  @Override
  public Link attach(KernelProgram program) {
    int index = Interfaces.index(networkInterface);
    AttachType type =
        switch (direction) {
          case INGRESS -> AttachType.TCX_INGRESS;
          case EGRESS -> AttachType.TCX_EGRESS;
        };
    long result = LinkCreate.tryLink(program, type, index, 0);
    if (result >= 0) {
      return new BpfLink(program.kernel(), (int) result, "link to " + this);
    }
    if (Errno.EINVAL.is(result)) {
      return new ClsactHook(networkInterface, direction).attach(program);
    }
    return LinkCreate.link(program, type, index, 0, toString());
  }

  @Override
  public String toString() {
    return "traffic control, " + direction.where() + " of " + networkInterface;
  }
}
