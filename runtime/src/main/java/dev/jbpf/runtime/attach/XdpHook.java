package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.sys.Errno;

/** The packets that an interface receives, before the network stack sees them. */
record XdpHook(String networkInterface, XdpMode mode) implements Hook {
  @Override
  public ProgramType programType() {
    return ProgramType.XDP;
  }

  /** By a link since Linux 5.9, by netlink before. */
  @Override
  public Link attach(KernelProgram program) {
    int index = Interfaces.index(networkInterface);
    long result = LinkCreate.tryLink(program, AttachType.XDP, index, mode.flags());
    if (result >= 0) {
      return new BpfLink(program.kernel(), (int) result, "link to " + this);
    }
    if (Errno.EINVAL.is(result)) {
      return new NetlinkXdp(program.kernel(), index, mode).attach(program, toString());
    }
    throw Kernel.refusal(
        BpfCommand.LINK_CREATE, result, "cannot attach " + program + " to " + this, program);
  }

  @Override
  public String toString() {
    return "XDP on " + networkInterface;
  }
}
