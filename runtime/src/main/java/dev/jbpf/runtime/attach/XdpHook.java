package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.error.BpfSyscallException;
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
    long result =
        LinkCreate.tryLink(program, LinkCreate.attr(program, AttachType.XDP, index, mode.flags()));
    return Errno.EINVAL.is(result)
        ? new NetlinkXdp(program.kernel(), index, mode).attach(program, toString())
        : LinkCreate.linkOf(
            program, result, toString(), what -> refusal(program, index, result, what));
  }

  private BpfSyscallException refusal(KernelProgram program, int index, long result, String what) {
    return switch ((int) -result) {
      case 17 -> LinkCreate.refused(result, what, otherMode(XdpState.of(program.kernel(), index)));
      case 34 -> LinkCreate.refused(result, what, tooLarge(XdpState.of(program.kernel(), index)));
      case 95 ->
          LinkCreate.refused(
              result,
              what,
              mode == XdpMode.OFFLOADED
                  ? "The network card, or its driver, runs no programs: take another XdpMode"
                  : "The interface's driver has no XDP: take XdpMode.GENERIC, or BEST" + inShell());
      default -> LinkCreate.refusal(program, result, what);
    };
  }

  private String otherMode(XdpState now) {
    return "A program runs there "
        + now.mode()
        + " already, and an interface has one mode at a time: detach that first (ip link set dev "
        + networkInterface
        + " "
        + now.removal()
        + "; if a link holds it, bpftool link shows which, and that ends with its process or its"
        + " pin), or take its mode"
        + inShell();
  }

  private String tooLarge(XdpState now) {
    return "The MTU of the interface"
        + (now.mtu().isPresent() ? ", " + now.mtu().getAsInt() + "," : "")
        + " or of its peer is more than its driver takes with XDP, which is less than a page of"
        + " memory: lower both (ip link set dev "
        + networkInterface
        + " mtu 1500), take XdpMode.GENERIC"
        + inShell()
        + ", or load the program with ProgramFlag.XDP_HAS_FRAGS, as the section xdp.frags does";
  }

  /** How jbpf load is told the mode. */
  private String inShell() {
    return ", in the shell xdp:" + networkInterface + ":MODE";
  }

  @Override
  public String toString() {
    return "XDP on " + networkInterface;
  }
}
