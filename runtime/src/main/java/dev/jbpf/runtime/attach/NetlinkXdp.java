package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Netlink;
import dev.jbpf.runtime.netlink.NetlinkMessage;

/**
 * XDP by netlink, for kernels before 5.9: the program stays when the process is killed, until
 * somebody else removes it ({@code ip link set dev NAME xdp off}).
 *
 * <p>Source: {@code include/uapi/linux/if_link.h}.
 */
final class NetlinkXdp {
  private static final int RTM_SETLINK = 19;
  private static final int IFLA_XDP = 43;
  private static final int IFLA_XDP_FD = 1;
  private static final int IFLA_XDP_FLAGS = 3;
  private static final int UPDATE_IF_NOEXIST = 1;
  private static final int NO_PROGRAM = -1;

  private final Kernel kernel;
  private final int index;
  private final XdpMode mode;

  NetlinkXdp(Kernel kernel, int index, XdpMode mode) {
    this.kernel = kernel;
    this.index = index;
    this.mode = mode;
  }

  Link attach(KernelProgram program, String where) {
    int fd = program.descriptor().acquire();
    try {
      set(fd, mode.flags() | UPDATE_IF_NOEXIST, "cannot attach " + program + " to " + where);
    } finally {
      program.descriptor().release();
    }
    return new DetachOnceLink(() -> set(NO_PROGRAM, mode.flags(), "cannot detach from " + where));
  }

  private void set(int program, int flags, String what) {
    NetlinkMessage xdp =
        new NetlinkMessage().attribute(IFLA_XDP_FD, program).attribute(IFLA_XDP_FLAGS, flags);
    NetlinkMessage body =
        new NetlinkMessage().u32(0).u32(index).u32(0).u32(0).nested(IFLA_XDP, xdp);
    try (Netlink netlink = Netlink.open(kernel)) {
      netlink.request(RTM_SETLINK, 0, body, what);
    }
  }
}
