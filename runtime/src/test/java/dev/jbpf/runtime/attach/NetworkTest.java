package dev.jbpf.runtime.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.NetfilterVerdict;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.CgroupTypes;
import dev.jbpf.runtime.attach.link.FileHook;
import dev.jbpf.runtime.attach.link.OpenFile;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.testing.Connection;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Programs that see packets and sockets, in networks of their own. */
@KernelTest
class NetworkTest {
  private static final int OK = 0;
  private static final int TC_ACT_SHOT = 2;
  private static final int TCX_NEXT = -1;

  private static void countsPackets(Hook hook, int result) throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          try (Counter counter = Counter.attach(hook, result)) {
            VethPair.send();
            counter.await(VethPair.PACKETS);
            assertThat(counter.detach()).isEqualTo(VethPair.PACKETS);
            VethPair.send();
            assertThat(counter.count()).isEqualTo(VethPair.PACKETS);
          }
          return OK;
        });
  }

  @Test
  void xdpInTheDriver() throws Exception {
    countsPackets(Hooks.xdp("in", XdpMode.NATIVE), XdpAction.PASS.value());
  }

  @Test
  void xdpInTheNetworkStack() throws Exception {
    countsPackets(Hooks.xdp("in", XdpMode.GENERIC), XdpAction.DROP.value());
  }

  @Test
  void xdpByNetlink() throws Exception {
    countsPackets(
        new Older(ProgramType.XDP) {
          @Override
          public Link attach(KernelProgram program) {
            return new NetlinkXdp(program.kernel(), Interfaces.index("in"), XdpMode.GENERIC)
                .attach(program, "in");
          }
        },
        XdpAction.PASS.value());
  }

  @Test
  void trafficControlIn() throws Exception {
    countsPackets(Hooks.tc("in", Direction.INGRESS), OK);
  }

  @Test
  void trafficControlOut() throws Exception {
    countsPackets(Hooks.tc("out", Direction.EGRESS), OK);
  }

  @Test
  void trafficControlByClsact() throws Exception {
    countsPackets(Hooks.clsact("in", Direction.INGRESS), OK);
    countsPackets(Hooks.clsact("out", Direction.EGRESS), OK);
  }

  /** Netfilter is asked about what comes to an address of this machine. */
  @Test
  void netfilter() throws Exception {
    try {
      for (NetfilterPoint point : NetfilterPoint.values()) {
        countsDatagram(Hooks.netfilter(NetfilterFamily.IPV4, point, -150), point);
      }
    } catch (SyscallException e) {
      assertThat(e.errno()).isEqualTo(Errno.EINVAL);
      Assumptions.abort("netfilter programs are since Linux 6.4: " + e.getMessage());
    }
  }

  private static void countsDatagram(Hook hook, NetfilterPoint point) throws Exception {
    NetworkNamespace.call(
        () -> {
          try (Counter counter = Counter.attach(hook, NetfilterVerdict.ACCEPT.value());
              Connection connection =
                  Connection.open(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            connection.write("x");
            assertThat(connection.read(1)).isEqualTo("x");
            if (point == NetfilterPoint.FORWARD) {
              assertThat(counter.detach()).isZero();
            } else {
              assertThat(counter.detach()).isPositive();
            }
          }
          return OK;
        });
  }

  @Test
  void anEndOfNetfiltersOrderIsTheKernels() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Hooks.netfilter(NetfilterFamily.IPV6, NetfilterPoint.FORWARD, Integer.MAX_VALUE))
        .withMessageContaining("priority 2147483647");
  }

  /** One of two queues is chosen by the number of the flow. */
  @Test
  void flowDissector() throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create(2);
          try (Counter counter = Counter.attach(Hooks.flowDissector(), OK)) {
            VethPair.send();
            assertThat(counter.detach()).isPositive();
          }
          return OK;
        });
  }

  @Test
  void actions() throws Exception {
    try {
      countsPackets(Hooks.action("in", Direction.INGRESS), OK);
      countsPackets(Hooks.action("out", Direction.EGRESS), OK);
    } catch (SyscallException e) {
      assertThat(e).hasMessageContaining("without CONFIG_NET_ACT_BPF");
      Assumptions.abort(e.getMessage());
    }
  }

  /** The way of older kernels, on a kernel that does not need it. */
  private abstract static class Older implements Hook {
    private final ProgramType type;

    Older(ProgramType type) {
      this.type = type;
    }

    @Override
    public ProgramType programType() {
      return type;
    }
  }

  @Test
  void packetSockets() throws Exception {
    countsPackets(Hooks.packetSocket("in"), OK);
  }

  @Test
  void aSecondXdpProgramIsBusy() throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          try (Counter first = Counter.attach(Hooks.xdp("in"), XdpAction.PASS.value())) {
            assertThatExceptionOfType(SyscallException.class)
                .isThrownBy(() -> Counter.attach(Hooks.xdp("in"), XdpAction.PASS.value()))
                .withMessageContaining("to XDP on in")
                .withMessageContaining("EBUSY");
            assertThat(first.count()).isZero();
          }
          return OK;
        });
  }

  @Test
  @DisplayName("R19: XDP in another mode than the one that is attached, and of a large MTU")
  void whyXdpIsRefusedIsSaid() throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          int pass = XdpAction.PASS.value();
          try (Counter first = Counter.attach(Hooks.xdp("in", XdpMode.GENERIC), pass)) {
            assertThat(first.count()).isZero();
            assertThatExceptionOfType(SyscallException.class)
                .isThrownBy(() -> Counter.attach(Hooks.xdp("in", XdpMode.NATIVE), pass))
                .withMessageContainingAll(
                    "EEXIST",
                    "in the network stack (generic)",
                    "dev in xdpgeneric off",
                    "if a link holds it",
                    "xdp:in:MODE");
          }
          NetworkNamespace.ip("link", "set", "out", "mtu", "9000");
          NetworkNamespace.ip("link", "set", "in", "mtu", "9000");
          assertThatExceptionOfType(SyscallException.class)
              .isThrownBy(() -> Counter.attach(Hooks.xdp("in", XdpMode.NATIVE), pass))
              .withMessageContainingAll("ERANGE", "MTU of the interface, 9000,", "mtu 1500");
          return OK;
        });
  }

  /** Each program drops what it sees: the first one counts, the others see nothing. */
  private static void isFirst(Hook... inOrderOfAttaching) throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          List<Counter> counters = new ArrayList<>();
          try {
            for (Hook hook : inOrderOfAttaching) {
              counters.add(Counter.attach(hook, TC_ACT_SHOT));
            }
            VethPair.send();
            Counter first = counters.get(counters.size() - 1);
            first.await(VethPair.PACKETS);
            for (Counter counter : counters) {
              assertThat(counter.detach()).isEqualTo(counter == first ? VethPair.PACKETS : 0);
            }
          } finally {
            counters.forEach(Counter::close);
          }
          return OK;
        });
  }

  @Test
  @DisplayName("R28: a program of the traffic control is put before others")
  void trafficControlInOrder() throws Exception {
    TrafficControl.requireLinks();
    isFirst(Hooks.tc("in", Direction.INGRESS), Hooks.tc("in", Direction.INGRESS, TcPosition.FIRST));
    isFirst(
        Hooks.tc("in", Direction.INGRESS, TcPosition.LAST),
        Hooks.tc("in", Direction.INGRESS, TcPosition.FIRST));
  }

  @Test
  @DisplayName("R28: a filter of the traffic control has a priority")
  void trafficControlByPriority() throws Exception {
    isFirst(Hooks.clsact("in", Direction.INGRESS, 200), Hooks.clsact("in", Direction.INGRESS, 100));
  }

  @Test
  @DisplayName("R28: beside another program, or its link; what is not there is said")
  void trafficControlBesideOthers() throws Exception {
    TrafficControl.requireLinks();
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          Direction in = Direction.INGRESS;
          try (Counter middle = Counter.attach(Hooks.tc("in", in), TCX_NEXT);
              Counter last =
                  Counter.attach(Hooks.tc("in", in, TcPosition.after(middle.program())), OK);
              Counter first =
                  Counter.attach(Hooks.tc("in", in, TcPosition.before(middle.link())), TCX_NEXT)) {
            VethPair.send();
            last.await(VethPair.PACKETS);
            assertThat(first.detach()).isEqualTo(VethPair.PACKETS);
            assertThat(middle.detach()).isEqualTo(VethPair.PACKETS);
            assertThatExceptionOfType(SyscallException.class)
                .isThrownBy(
                    () ->
                        Counter.attach(Hooks.tc("in", in, TcPosition.before(middle.program())), OK))
                .withMessageContaining("What it should be beside is not attached there");
          }
          assertThatIllegalArgumentException()
              .isThrownBy(() -> Hooks.clsact("in", in, 0))
              .withMessageContaining("must be 1 to 65535");
          assertThatIllegalArgumentException()
              .isThrownBy(() -> TcPosition.before((Link) () -> {}))
              .withMessageContaining("links of the kernel's");
          return OK;
        });
  }

  /** Java's own list of interfaces has only those with an address. */
  @Test
  void interfacesWithoutAnAddressAreFound() throws Exception {
    NetworkNamespace.call(
        () -> {
          NetworkNamespace.ip("link", "add", "bare", "type", "veth", "peer", "name", "end");
          try (Counter counter = Counter.attach(Hooks.xdp("bare"), XdpAction.PASS.value())) {
            assertThat(counter.count()).isZero();
          }
          assertThatIllegalArgumentException()
              .isThrownBy(() -> Counter.attach(Hooks.xdp("bara"), XdpAction.PASS.value()))
              .withMessage("no network interface bara; did you mean bare?");
          return OK;
        });
  }

  @Test
  void aLinkOutlivesItsInterface() throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          try (Counter xdp = Counter.attach(Hooks.xdp("in"), XdpAction.PASS.value());
              Counter older = Counter.attach(Hooks.clsact("out", Direction.EGRESS), OK)) {
            NetworkNamespace.ip("link", "delete", "out");
            assertThat(xdp.count() + older.count()).isZero();
          } catch (SyscallException e) {
            assertThat(e.errno().name()).isEqualTo("ENODEV");
          }
          return OK;
        });
  }

  private static void countsInGroup(AttachType type, String command, long expected)
      throws Exception {
    ControlGroup.call(
        group -> {
          try (Counter counter = Counter.attach(Hooks.cgroup(group, type), 1)) {
            NetworkNamespace.run("bash", "-c", command);
            assertThat(counter.count()).as("outside of the group").isZero();
            NetworkNamespace.run("bash", "-c", ControlGroup.enter(group) + "; " + command);
            assertThat(counter.count()).isEqualTo(expected);
          }
        });
  }

  @Test
  void controlGroups() throws Exception {
    String send = "for i in 1 2 3; do echo hello > /dev/udp/127.0.0.1/9; done";
    countsInGroup(AttachType.CGROUP_INET_EGRESS, send, 3);
    countsInGroup(AttachType.CGROUP_INET4_CONNECT, send, 3);
    countsInGroup(AttachType.CGROUP_INET_SOCK_CREATE, send, 3);
    countsInGroup(AttachType.CGROUP_SYSCTL, "head -c 1 /proc/sys/kernel/pid_max", 1);
  }

  /** As on a kernel before 5.7, on a kernel that does not need it. */
  @Test
  void controlGroupsByTheOlderWay() throws Exception {
    String send = "echo hello > /dev/udp/127.0.0.1/9";
    ControlGroup.call(
        group -> {
          FileHook hook =
              new FileHook(ProgramType.CGROUP_SKB, AttachType.CGROUP_INET_EGRESS, group);
          Hook older =
              new Older(ProgramType.CGROUP_SKB) {
                @Override
                public Link attach(KernelProgram program) {
                  try (Descriptor open =
                      OpenFile.forReading(program.kernel().calls().syscalls(), group)) {
                    return hook.attachOlderWay(program, open);
                  }
                }
              };
          try (Counter first = Counter.attach(older, 1);
              Counter second = Counter.attach(older, 1)) {
            NetworkNamespace.run("bash", "-c", ControlGroup.enter(group) + "; " + send);
            assertThat(first.detach()).isEqualTo(1);
            NetworkNamespace.run("bash", "-c", ControlGroup.enter(group) + "; " + send);
            assertThat(first.count()).isEqualTo(1);
            assertThat(second.count()).isEqualTo(2);
          }
        });
  }

  @Test
  void socketOptionsOfControlGroups() throws Exception {
    ControlGroup.call(
        group -> {
          Hook hook = Hooks.cgroup(group, AttachType.CGROUP_SETSOCKOPT);
          String ask = "ip link show lo"; // sets the sizes of a netlink socket's buffers
          try (Counter counter = Counter.attach(hook, 1)) {
            NetworkNamespace.run("bash", "-c", ask);
            assertThat(counter.count()).as("outside of the group").isZero();
            NetworkNamespace.run("bash", "-c", ControlGroup.enter(group) + "; " + ask);
            assertThat(counter.count()).isPositive();
          }
        });
  }

  @Test
  void devicesOfControlGroups() throws Exception {
    ControlGroup.call(
        group -> {
          try (Counter counter = Counter.attach(Hooks.cgroup(group, AttachType.CGROUP_DEVICE), 0)) {
            String open = "(exec < /dev/full)";
            NetworkNamespace.run(
                "bash", "-c", open + " && " + ControlGroup.enter(group) + " && ! " + open);
            assertThat(counter.count()).isPositive();
          }
        });
  }

  @Test
  void socketLookup() throws Exception {
    NetworkNamespace.call(
        () -> {
          InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
          try (ServerSocket server = new ServerSocket(0, 1, here);
              Counter counter = Counter.attach(Hooks.socketLookup(), 0)) {
            assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Socket(here, server.getLocalPort()).close())
                .isInstanceOfAny(ConnectException.class, SocketTimeoutException.class);
            assertThat(counter.detach()).isPositive();
            new Socket(here, server.getLocalPort()).close();
          }
          return OK;
        });
  }

  @Test
  void everyAttachmentOfAGroupHasItsType() {
    List<AttachType> types =
        Stream.of(AttachType.values()).filter(type -> type.name().startsWith("CGROUP_")).toList();
    assertThat(types)
        .hasSizeGreaterThan(20)
        .allSatisfy(type -> assertThat(CgroupTypes.programType(type)).isNotNull());
  }
}
