package dev.jbpf.runtime.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.inspect.Attachments;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Several programs at one place, in the order that somebody asked for. */
@KernelTest
class OrderTest {
  private static final int OK = 0;
  private static final int ACCEPT = 1;
  private static final int TCX_NEXT = -1;
  private static final AttachType INGRESS = AttachType.TCX_INGRESS;

  @Test
  void aRevisionThatIsPastIsRefused() throws Exception {
    TrafficControl.requireLinks();
    NetworkNamespace.call(
        () -> {
          long first = TcPosition.revision("lo", INGRESS);
          TcPosition now = TcPosition.FIRST.expecting(first);
          try (Counter counter = Counter.attach(Hooks.tc("lo", Direction.INGRESS, now), OK)) {
            assertThat(TcPosition.revision("lo", INGRESS)).isGreaterThan(first);
            assertThatExceptionOfType(SyscallException.class)
                .isThrownBy(() -> Counter.attach(Hooks.tc("lo", Direction.INGRESS, now), OK))
                .withMessageContaining("attached or detached there meanwhile: first of revision");
            assertThat(counter.count()).isZero();
          }
          return OK;
        });
    assertThatIllegalArgumentException().isThrownBy(() -> TcPosition.LAST.expecting(0));
  }

  @Test
  void filtersOfOnePriorityHaveHandles() throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          Direction in = Direction.INGRESS;
          try (Counter second = Counter.attach(Hooks.clsact("in", in, 7, 2), TCX_NEXT);
              Counter first = Counter.attach(Hooks.clsact("in", in, 7, 1), TCX_NEXT)) {
            VethPair.send();
            second.await(VethPair.PACKETS);
            assertThat(first.count()).isEqualTo(VethPair.PACKETS);
            assertThatExceptionOfType(SyscallException.class)
                .isThrownBy(() -> Counter.attach(Hooks.clsact("in", in, 7, 2), OK));
          }
          return OK;
        });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hooks.clsact("lo", Direction.INGRESS, 1, 0))
        .withMessageContaining("must be 1 or more");
  }

  @Test
  void controlGroups() throws Exception {
    AttachType type = AttachType.CGROUP_INET_EGRESS;
    ControlGroup.call(
        group -> {
          try (Counter middle = Counter.attach(Hooks.cgroup(group, type), 1);
              Counter first =
                  Counter.attach(Hooks.cgroup(group, type, TcPosition.before(middle.link())), 1);
              Counter last =
                  Counter.attach(Hooks.cgroup(group, type, TcPosition.after(middle.link())), 1)) {
            List<Long> ids =
                Attachments.ofGroup(Kernel.local(), group, type, Attachments.Scope.OWN)
                    .programs()
                    .stream()
                    .map(Attachments.Attached::programId)
                    .toList();
            assertThat(ids).containsExactly(id(first), id(middle), id(last));
          } catch (SyscallException e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
          }
        });
  }

  private static long id(Counter counter) {
    return counter.program().info().id();
  }

  @Test
  void netkit() throws Exception {
    NetworkNamespace.call(
        () -> {
          try {
            NetworkNamespace.ip("link", "add", "nk", "type", "netkit");
          } catch (AssertionError | IOException e) {
            Assumptions.abort("no netkit devices: " + e.getMessage());
          }
          NetworkNamespace.ip("link", "set", "nk", "up");
          NetworkNamespace.ip("link", "set", "nk0", "up");
          AttachType primary = AttachType.NETKIT_PRIMARY;
          try (Counter second = Counter.attach(Hooks.netkit("nk", primary), TCX_NEXT);
              Counter first =
                  Counter.attach(
                      Hooks.netkit("nk", primary, TcPosition.before(second.link())), TCX_NEXT);
              Counter peer = Counter.attach(Hooks.netkit("nk", AttachType.NETKIT_PEER), TCX_NEXT)) {
            NetworkNamespace.ip("address", "add", "10.77.0.1/24", "dev", "nk");
            NetworkNamespace.run(
                "bash", "-c", "for i in 1 2 3; do echo hello > /dev/udp/10.77.0.2/9; done");
            first.await(1);
            second.await(1);
            assertThat(first.count()).isPositive();
            assertThat(second.count()).isPositive();
            assertThat(peer.link().isAttached()).isTrue();
          }
          return OK;
        });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hooks.netkit("nk", AttachType.XDP))
        .withMessageContaining("NETKIT_PRIMARY or NETKIT_PEER");
  }

  @Test
  void whatIsNoNetkitDeviceIsSaid() throws Exception {
    NetworkNamespace.call(
        () -> {
          assertThat(Interfaces.index("lo")).isPositive();
          assertThatExceptionOfType(SyscallException.class)
              .isThrownBy(
                  () -> Counter.attach(Hooks.netkit("lo", AttachType.NETKIT_PRIMARY), TCX_NEXT))
              .withMessageContaining("lo is no netkit device");
          return OK;
        });
  }

  /** A datagram that needs three packets on its way is one again before the program sees it. */
  @Test
  void netfilterOfWholePackets() throws Exception {
    NetfilterPoint point = NetfilterPoint.PRE_ROUTING;
    NetworkNamespace.call(
        () -> {
          NetworkNamespace.ip("link", "set", "lo", "mtu", "1500");
          try (Counter pieces =
                  Counter.attach(Hooks.netfilter(NetfilterFamily.IPV4, point, -500), ACCEPT);
              Counter whole =
                  Counter.attach(
                      Hooks.netfilterOfWholePackets(NetfilterFamily.IPV4, point, 10), ACCEPT)) {
            sendToNobody(4_000);
            assertThat(pieces.count()).as("pieces").isEqualTo(3);
            assertThat(whole.count()).as("whole").isEqualTo(1);
          } catch (SyscallException e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
          }
          return OK;
        });
  }

  private static void sendToNobody(int size) throws IOException {
    try (DatagramSocket sender = new DatagramSocket();
        DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      sender.send(new DatagramPacket(new byte[size], size, receiver.getLocalSocketAddress()));
    }
  }
}
