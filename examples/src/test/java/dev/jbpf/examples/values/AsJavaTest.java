package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.examples.methods.FirewallMethod;
import dev.jbpf.examples.methods.PortsMethod;
import dev.jbpf.examples.methods.SockExampleMethod;
import dev.jbpf.examples.values.firewall.FirewallProgram.Prefix;
import dev.jbpf.examples.values.ports.PortsProgram.Opened;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.context.SocketContext;
import dev.jbpf.methods.context.TcContext;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Ring;
import dev.jbpf.methods.map.Table;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** Programs that are methods are called as methods: with the results that they have as programs. */
class AsJavaTest {
  @Test
  @SuppressWarnings("unchecked") // the field's type
  void theFirewall() throws ReflectiveOperationException {
    var blocked = (Table<Prefix, Long>) field(FirewallMethod.class, "BLOCKED");
    Prefix network = new Prefix(8, Packets.address("10.0.0.0"));
    blocked.clear();
    blocked.put(network, 0L);
    byte[] bad = Packets.udp("10.1.2.3", "192.0.2.1", 53);
    byte[] good = Packets.udp("11.1.2.3", "192.0.2.1", 53);
    assertThat(call(FirewallMethod.class, "firewall", XdpContext.of(bad)))
        .isEqualTo(XdpAction.DROP.value());
    assertThat(call(FirewallMethod.class, "firewall", XdpContext.of(good)))
        .isEqualTo(XdpAction.PASS.value());
    assertThat(call(FirewallMethod.class, "firewall", XdpContext.of(new byte[20])))
        .isEqualTo(XdpAction.PASS.value());
    assertThat(blocked.lookup(network)).hasValue(1L);
  }

  @Test
  @SuppressWarnings("unchecked") // the field's type
  void thePorts() throws ReflectiveOperationException {
    var events = (Ring<Opened>) field(PortsMethod.class, "EVENTS");
    byte[] packet = Packets.tcp("192.0.2.8", "192.0.2.1", 8080, Packets.SYN, 12);
    assertThat(call(PortsMethod.class, "ports", TcContext.of(packet))).isZero();
    assertThat(events.drain())
        .containsExactly(new Opened(Packets.address("192.0.2.8"), 8080, packet.length));
  }

  @Test
  @SuppressWarnings("unchecked") // the field's type
  void theCounter() throws ReflectiveOperationException {
    var counts = (Table<Integer, Long>) field(SockExampleMethod.class, "COUNTS");
    counts.clear();
    byte[] packet = Packets.udp("192.0.2.7", "192.0.2.1", 53);
    call(SockExampleMethod.class, "count", SocketContext.of(packet));
    assertThat(counts.lookup(17)).hasValue(1L);
  }

  @Test
  @KernelTest
  @SuppressWarnings("unchecked") // the field's type
  void theCounterInTheKernel() throws ReflectiveOperationException {
    var counts = (Table<Integer, Long>) field(SockExampleMethod.class, "COUNTS");
    byte[] packet = Packets.udp("192.0.2.7", "192.0.2.1", 53);
    byte[] shifted = new byte[14 + packet.length];
    System.arraycopy(packet, 0, shifted, 14, packet.length);
    try (BpfObject object = BpfObject.load(SockExampleMethod.class)) {
      assertThat(object.program("sock_example").testRun(TestRun.onPacket(shifted)).returnValue())
          .isZero();
      var kernels =
          object.map(counts.definition().name(), dev.jbpf.map.Codec.INDEX, dev.jbpf.map.Codec.U64);
      assertThat(kernels.lookup(17)).hasValue(1L);
    }
  }

  private static int call(Class<?> type, String name, Object context)
      throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(name, context.getClass());
    method.setAccessible(true);
    return (int) method.invoke(null, context);
  }

  private static Object field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }
}
