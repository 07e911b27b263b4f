package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;

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
    Hook older = new ClsactHook(TcFilter.CLASSIFIER, networkInterface, direction);
    return LinkCreate.linkOr(program, type, index, 0, toString(), () -> older.attach(program));
  }

  @Override
  public String toString() {
    return "traffic control, " + direction.where() + " of " + networkInterface;
  }
}
