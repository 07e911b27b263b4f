package dev.jbpf.runtime.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.SyscallException;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs that see packets and sockets, in networks of their own. */
@KernelTest
class NetworkTest {
  private static final int PACKETS = 7;
  private static final int OK = 0;

  /** A pair of interfaces: what goes into {@code out} comes from {@code in}. */
  private static void pair() throws IOException, InterruptedException {
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf/default/disable_ipv6"), "1");
    NetworkNamespace.ip("link", "add", "out", "type", "veth", "peer", "name", "in");
    NetworkNamespace.ip("address", "add", "10.9.0.1/24", "dev", "out");
    NetworkNamespace.ip("address", "add", "10.8.0.1/24", "dev", "in");
    NetworkNamespace.ip("link", "set", "out", "up");
    NetworkNamespace.ip("link", "set", "in", "up");
    awaitUp("out");
    awaitUp("in");
  }

  /** The kernel drops what is sent before it has noticed that the other end is there. */
  private static void awaitUp(String name) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (NetworkNamespace.run("ip", "-o", "link", "show", name).contains("state UP")) {
        return;
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException(name + " does not come up");
  }

  /** To a broadcast address, so that nobody asks for anybody's hardware address first. */
  private static void send() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setBroadcast(true);
      InetAddress all = InetAddress.getByAddress(new byte[] {10, 9, 0, (byte) 255});
      for (int i = 0; i < PACKETS; i++) {
        socket.send(new DatagramPacket(new byte[8], 8, all, 9));
      }
    }
  }

  private static void countsPackets(Hook hook, int result) throws Exception {
    NetworkNamespace.call(
        () -> {
          pair();
          try (Counter counter = Counter.attach(hook, result)) {
            send();
            counter.await(PACKETS);
            assertThat(counter.detach()).isEqualTo(PACKETS);
            send();
            assertThat(counter.count()).isEqualTo(PACKETS);
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
    countsPackets(clsact("in", Direction.INGRESS), OK);
    countsPackets(clsact("out", Direction.EGRESS), OK);
  }

  private static Hook clsact(String networkInterface, Direction direction) {
    return new Older(ProgramType.SCHED_CLS) {
      @Override
      public Link attach(KernelProgram program) {
        return new Clsact(program.kernel(), Interfaces.index(networkInterface), direction)
            .attach(program, networkInterface);
      }
    };
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
          pair();
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
  void aLinkOutlivesItsInterface() throws Exception {
    NetworkNamespace.call(
        () -> {
          pair();
          try (Counter xdp = Counter.attach(Hooks.xdp("in"), XdpAction.PASS.value());
              Counter older = Counter.attach(clsact("out", Direction.EGRESS), OK)) {
            NetworkNamespace.ip("link", "delete", "out");
            assertThat(xdp.count() + older.count()).isZero();
          } catch (SyscallException e) {
            assertThat(e.errno().name()).isEqualTo("ENODEV");
          }
          return OK;
        });
  }

  private static Path cgroups() {
    return Stream.of("/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/tmp/cgroup2")
        .map(Path::of)
        .filter(path -> Files.exists(path.resolve("cgroup.procs")))
        .filter(path -> Files.exists(path.resolve("cgroup.controllers")))
        .findFirst()
        .orElseThrow();
  }

  /** What is done with a group. */
  private interface GroupTest {
    void run(Path group) throws Exception;
  }

  private static void inGroup(GroupTest test) throws Exception {
    Path group = cgroups().resolve("jbpf-test-" + ProcessHandle.current().pid());
    Files.createDirectory(group);
    try {
      test.run(group);
    } finally {
      Files.delete(group);
    }
  }

  private static String enter(Path group) {
    return "echo $$ > " + group.resolve("cgroup.procs");
  }

  private static void countsInGroup(AttachType type, String command, long expected)
      throws Exception {
    inGroup(
        group -> {
          try (Counter counter = Counter.attach(Hooks.cgroup(group, type), 1)) {
            NetworkNamespace.run("bash", "-c", command);
            assertThat(counter.count()).as("outside of the group").isZero();
            NetworkNamespace.run("bash", "-c", enter(group) + "; " + command);
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

  @Test
  void devicesOfControlGroups() throws Exception {
    inGroup(
        group -> {
          try (Counter counter = Counter.attach(Hooks.cgroup(group, AttachType.CGROUP_DEVICE), 0)) {
            String open = "(exec < /dev/full)";
            NetworkNamespace.run("bash", "-c", open + " && " + enter(group) + " && ! " + open);
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
