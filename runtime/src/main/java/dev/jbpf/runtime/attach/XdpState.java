package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.netlink.Netlink;
import dev.jbpf.runtime.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * What an interface tells of XDP: how the program runs that is attached, if one is, and the largest
 * packet.
 *
 * <p>Source: {@code include/uapi/linux/if_link.h}, rtnetlink(7).
 *
 * @param attached the kernel's {@code IFLA_XDP_ATTACHED}; 0 for none
 * @param mtu in bytes
 */
record XdpState(int attached, OptionalInt mtu) {
  private static final int RTM_GETLINK = 18;
  private static final int LINK_HEADER = 16;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_XDP = 43;
  private static final int IFLA_XDP_ATTACHED = 2;
  private static final int NESTED = 0x8000;

  /**
   * {@return that of the interface with this number; nothing known where the kernel does not say}
   */
  static XdpState of(Kernel kernel, int index) {
    NetlinkMessage body = new NetlinkMessage().u32(0).u32(index).u32(0).u32(0);
    try (Netlink netlink = Netlink.open(kernel)) {
      ByteBuffer link = netlink.request(RTM_GETLINK, 0, body, "cannot ask for interface " + index);
      OptionalInt xdp = find(link, LINK_HEADER, link.limit(), IFLA_XDP);
      OptionalInt mtu = find(link, LINK_HEADER, link.limit(), IFLA_MTU);
      return new XdpState(
          xdp.isPresent() ? attached(link, xdp.getAsInt()) : 0,
          mtu.isPresent() ? OptionalInt.of(link.getInt(mtu.getAsInt())) : mtu);
    } catch (SyscallException e) {
      return new XdpState(0, OptionalInt.empty());
    }
  }

  private static int attached(ByteBuffer link, int nested) {
    int end = nested - 4 + (link.getShort(nested - 4) & 0xffff);
    OptionalInt at = find(link, nested, end, IFLA_XDP_ATTACHED);
    return at.isPresent() ? link.get(at.getAsInt()) : 0;
  }

  /** {@return where the value of the attribute of that type is} */
  private static OptionalInt find(ByteBuffer bytes, int start, int end, int type) {
    for (int at = start; at + 4 <= end; ) {
      int length = bytes.getShort(at) & 0xffff;
      if (length < 4) {
        return OptionalInt.empty();
      }
      if ((bytes.getShort(at + 2) & 0xffff & ~NESTED) == type) {
        return OptionalInt.of(at + 4);
      }
      at += (length + 3) & -4;
    }
    return OptionalInt.empty();
  }

  /** {@return how the program runs that is attached, in words} */
  String mode() {
    return switch (attached) {
      case 1 -> "in the driver (native)";
      case 2 -> "in the network stack (generic)";
      case 3 -> "in the network card (offloaded)";
      default -> "in another mode";
    };
  }

  /** {@return how ip(8) takes off what is attached} */
  String removal() {
    return switch (attached) {
      case 1 -> "xdpdrv off";
      case 2 -> "xdpgeneric off";
      case 3 -> "xdpoffload off";
      default -> "xdp off";
    };
  }
}
