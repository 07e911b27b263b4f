package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;

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
    return LinkCreate.linkOr(
        program,
        AttachType.XDP,
        index,
        mode.flags(),
        toString(),
        () -> new NetlinkXdp(program.kernel(), index, mode).attach(program, toString()));
  }

  @Override
  public String toString() {
    return "XDP on " + networkInterface;
  }
}
