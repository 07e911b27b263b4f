package dev.jbpf.examples.support;

import dev.jbpf.kernel.Protocols;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.netlink.Netlink;
import dev.jbpf.runtime.netlink.NetlinkMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Interfaces of the calling thread's network, made and set up.
 *
 * <p>Source: rtnetlink(7), {@code include/uapi/linux/if_link.h}, {@code veth.h}.
 */
final class VethPair {
  /** The number of the loopback interface in every network. */
  static final int LOOPBACK = 1;

  private static final Path IPV6 = Path.of("/proc/sys/net/ipv6/conf");

  private static final int RTM_NEWLINK = 16;
  private static final int RTM_NEWADDR = 20;
  private static final int NLM_F_EXCL = 0x200;
  private static final int NLM_F_CREATE = 0x400;

  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_NET_NS_FD = 28;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int VETH_INFO_PEER = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFF_UP = 1;

  private static final int PATIENCE_MILLIS = 1_000;

  private VethPair() {}

  /** Makes a pair of interfaces: {@code here}, and {@code peer} in {@code there}. */
  static void createPair(Kernel kernel, String here, String peer, NetworkNamespace there) {
    int fd = there.descriptor().acquire();
    try {
      NetlinkMessage far = link(0, 0).attribute(IFLA_IFNAME, peer).attribute(IFLA_NET_NS_FD, fd);
      NetlinkMessage veth =
          new NetlinkMessage()
              .attribute(IFLA_INFO_KIND, "veth")
              .nested(IFLA_INFO_DATA, new NetlinkMessage().nested(VETH_INFO_PEER, far));
      NetlinkMessage body = link(0, 0).attribute(IFLA_IFNAME, here).nested(IFLA_LINKINFO, veth);
      request(
          kernel, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, body, "cannot make a pair of interfaces");
    } finally {
      there.descriptor().release();
    }
  }

  /** Gives the interface an IPv4 address, and nothing of IPv6, and turns it on. */
  static void configure(Kernel kernel, String name, InetAddress address, int prefix)
      throws IOException {
    int index = Interfaces.index(name);
    withoutIpv6(name);
    NetlinkMessage body =
        new NetlinkMessage()
            .u8(Protocols.AF_INET)
            .u8(prefix)
            .u8(0)
            .u8(0)
            .u32(index)
            .attribute(IFA_LOCAL, address.getAddress());
    request(
        kernel,
        RTM_NEWADDR,
        NLM_F_CREATE | NLM_F_EXCL,
        body,
        "cannot give " + name + " " + address);
    setUp(kernel, index);
  }

  /** It would talk on its own. */
  private static void withoutIpv6(String name) throws IOException {
    Path file = IPV6.resolve(name).resolve("disable_ipv6");
    if (Files.exists(file)) {
      Files.writeString(file, "1");
    }
  }

  /** Turns the interface of that number on. */
  static void setUp(Kernel kernel, int index) {
    request(kernel, RTM_NEWLINK, 0, link(index, IFF_UP), "cannot turn an interface on");
  }

  /** The kernel drops what is sent before it has noticed that the other end is there. */
  static void awaitUp(String name) throws InterruptedException {
    for (int i = 0; i < PATIENCE_MILLIS && !Interfaces.isUp(name); i++) {
      Thread.sleep(1);
    }
  }

  /** A {@code struct ifinfomsg}, with the flags to be set. */
  private static NetlinkMessage link(int index, int flags) {
    return new NetlinkMessage().u32(0).u32(index).u32(flags).u32(flags);
  }

  private static void request(
      Kernel kernel, int type, int flags, NetlinkMessage body, String what) {
    try (Netlink netlink = Netlink.open(kernel)) {
      netlink.request(type, flags, body, what);
    }
  }
}
