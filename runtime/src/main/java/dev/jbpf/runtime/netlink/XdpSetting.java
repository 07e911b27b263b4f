package dev.jbpf.runtime.netlink;

import dev.jbpf.runtime.Kernel;

/**
 * The XDP program of an interface, set by netlink: it stays until somebody sets another.
 *
 * <p>Source: {@code include/uapi/linux/if_link.h}.
 */
public final class XdpSetting {
  /** A flag: refuse where there is a program already. */
  public static final int UPDATE_IF_NOEXIST = 1;

  private static final int RTM_SETLINK = 19;
  private static final int IFLA_XDP = 43;
  private static final int IFLA_XDP_FD = 1;
  private static final int IFLA_XDP_FLAGS = 3;
  private static final int NO_PROGRAM = -1;

  private XdpSetting() {}

  /**
   * Puts a program there.
   *
   * @param index the interface's number
   * @param program a descriptor
   * @param flags {@code XDP_FLAGS_*}
   * @param what the beginning of the message, should the kernel refuse
   */
  public static void set(Kernel kernel, int index, int program, int flags, String what) {
    NetlinkMessage xdp =
        new NetlinkMessage().attribute(IFLA_XDP_FD, program).attribute(IFLA_XDP_FLAGS, flags);
    NetlinkMessage body =
        new NetlinkMessage().u32(0).u32(index).u32(0).u32(0).nested(IFLA_XDP, xdp);
    try (Netlink netlink = Netlink.open(kernel)) {
      netlink.request(RTM_SETLINK, 0, body, what);
    }
  }

  /** Takes the program away that runs in the mode that {@code flags} say. */
  public static void remove(Kernel kernel, int index, int flags, String where) {
    set(kernel, index, NO_PROGRAM, flags, "cannot detach from " + where);
  }
}
