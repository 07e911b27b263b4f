package dev.jbpf.dsl.value.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.packet.Ethernet;
import dev.jbpf.dsl.value.packet.Icmp;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.dsl.value.packet.Packet;
import dev.jbpf.dsl.value.packet.Tcp;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Size;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs that change packets, keep state of connections, or decide for control groups. */
class RewritingProbesTest {
  private static final String MACS = "ffffffffffff" + "020000000001";
  private static final String SYN = "9c400050" + "0000000a0000000b" + "50020000" + "00000000";

  private static Inet4Address address(String text) {
    try {
      return (Inet4Address) InetAddress.getByName(text);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  // Connections to one address go to another one.

  record Backend(Inet4Address address, @Size(6) byte[] mac) {}

  private static final MapDef<Inet4Address, Backend> BACKENDS =
      MapDef.hash("backends", Codec.IPV4, Codec.record(Backend.class), 16);

  private static final ProgramDef BALANCER =
      Probe.xdp(
          "balancer",
          p -> {
            Ethernet ethernet = p.packet().ethernet().orReturn(XdpAction.PASS);
            Ipv4 ip = ethernet.ipv4().orReturn(XdpAction.PASS);
            Tcp tcp = ip.tcp().orReturn(XdpAction.PASS);
            Cell<Backend> backend = p.map(BACKENDS).find(ip.destination()).orReturn(XdpAction.PASS);
            ip.rewriteDestination(backend.get(Backend::address), tcp);
            ethernet.destination().copyFrom(backend.at(Backend::mac));
            p.exit(XdpAction.TX);
          });

  // Answers to pings.

  private static final ProgramDef PONG =
      Probe.xdp(
          "pong",
          p -> {
            Ethernet ethernet = p.packet().ethernet().orReturn(XdpAction.PASS);
            Ipv4 ip = ethernet.ipv4().orReturn(XdpAction.PASS);
            Icmp icmp = ip.icmp().filter(i -> i.type().eq(8)).orReturn(XdpAction.PASS);
            Cell<byte[]> mac = p.local(Codec.bytes(6));
            mac.copyFrom(ethernet.source());
            ethernet.source().copyFrom(ethernet.destination());
            ethernet.destination().copyFrom(mac);
            Be32 from = ip.source();
            ip.setSource(ip.destination());
            ip.setDestination(from);
            icmp.rewriteType(p.u8(0));
            p.exit(XdpAction.TX);
          });

  // Connections and their states.

  record Flow(
      Inet4Address from, Inet4Address to, @BigEndian short source, @BigEndian short target) {}

  record State(long packets, long lastSeen, int flags) {}

  private static final MapDef<Flow, State> FLOWS =
      MapDef.lruHash("flows", Codec.record(Flow.class), Codec.record(State.class), 4096);

  private static final ProgramDef TRACKER =
      Probe.tc(
          "tracker",
          p -> {
            Ipv4 ip = p.packet().ipv4().orReturn(TcAction.OK);
            Tcp tcp = ip.tcp().orReturn(TcAction.OK);
            Cell<Flow> flow =
                p.record(
                    Flow.class, ip.source(), ip.destination(), tcp.source(), tcp.destination());
            p.when(
                tcp.isReset().or(tcp.isFin()),
                () -> {
                  p.map(FLOWS).remove(flow);
                  p.exit(TcAction.OK);
                });
            Cell<State> state = p.map(FLOWS).findOrInsert(flow).orReturn(TcAction.SHOT);
            state.at(State::packets).addAtomic(1);
            state.set(State::lastSeen, p.time());
            state.set(State::flags, state.get(State::flags).or(tcp.flags().toS32()));
            p.exit(TcAction.OK);
          });

  // The name of the server in the first message of TLS.

  private static final MapDef<String, Long> HELLOS =
      MapDef.hash("hellos", Codec.text(16), Codec.U64, 64);

  private static final ProgramDef TLS =
      Probe.tc("tls")
          .since(5, 8)
          .build(
              p -> {
                Packet data =
                    p.packet()
                        .ipv4()
                        .flatMap(ip -> ip.tcp())
                        .flatMap(tcp -> tcp.payload())
                        .orReturn(TcAction.OK);
                U32 length = data.u8At(3).orReturn(TcAction.OK).toU32();
                Cell<String> name = p.local(Codec.text(16));
                p.times(
                    length,
                    15,
                    (i, loop) -> {
                      var letter = data.u8At(i.add(4), 32).otherwise(loop::leave);
                      name.element(i).ifPresent(c -> c.set(letter));
                    });
                p.map(HELLOS).increment(name);
                p.exit(TcAction.OK);
              });

  // What a control group sends, by port; nothing goes to port 25.

  private static final MapDef<Integer, Long> PORTS =
      MapDef.hash("ports", Codec.INDEX, Codec.U64, 64);

  private static final ProgramDef EGRESS =
      Probe.groupEgress("egress")
          .build(
              p -> {
                Tcp tcp = p.packet().ipv4().flatMap(ip -> ip.tcp()).orReturn(1);
                p.map(PORTS).increment(tcp.destination().toHost());
                p.when(tcp.destination().eq(25), () -> p.exit(0));
                p.exit(1);
              });

  // IPv6 connections are counted by address.

  private static final MapDef<Inet6Address, Long> PEERS =
      MapDef.hash("peers", Codec.IPV6, Codec.U64, 64);

  private static final ProgramDef CONNECT6 =
      Probe.connect6("connect6")
          .build(
              p -> {
                p.map(PEERS).increment(p.address6());
                p.exit(p.port().ne(25).toU32());
              });

  // Time that a function of a process takes, and what it was given.

  record Span(long start, @Size(32) String text) {}

  private static final MapDef<Long, Span> SPANS =
      MapDef.hash("spans", Codec.U64, Codec.record(Span.class), 64);

  private static final ProgramDef UPROBE =
      Probe.uprobe("spans_start")
          .build(
              p -> {
                Cell<Span> span = p.record(Span.class);
                span.set(Span::start, p.time());
                p.user().readText(span.at(Span::text), p.argument(1));
                p.map(SPANS).put(p.pidAndTid(), span);
                p.exit(0);
              });

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static int sum(byte[] packet, int from, int to, int start) {
    int sum = start;
    for (int i = from; i < to; i += 2) {
      sum += (packet[i] & 255) << 8 | packet[i + 1] & 255;
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return sum;
  }

  /** The sum of the TCP header with the addresses and all that counts with it. */
  private static int tcpSum(byte[] packet) {
    return sum(packet, 34, packet.length, sum(packet, 26, 34, 6 + packet.length - 34));
  }

  private static byte[] syn(String checksums) {
    return bytes(MACS + "0800" + "45000028000100004006" + checksums + "c0000207c0000201" + SYN);
  }

  private static byte[] summed() {
    byte[] packet = syn("0000");
    int ip = ~sum(packet, 14, 34, 0) & 0xffff;
    packet[24] = (byte) (ip >> 8);
    packet[25] = (byte) ip;
    int tcp = ~tcpSum(packet) & 0xffff;
    packet[50] = (byte) (tcp >> 8);
    packet[51] = (byte) tcp;
    return packet;
  }

  @Test
  @KernelTest
  void balancerKeepsTheSums() {
    assertThat(sum(summed(), 14, 34, 0)).isEqualTo(0xffff);
    assertThat(tcpSum(summed())).isEqualTo(0xffff);
    try (KernelProgram program = Bpf.load(BALANCER)) {
      byte[] mac = bytes("0a0b0c0d0e0f");
      program.map(BACKENDS).update(address("192.0.2.1"), new Backend(address("10.250.3.77"), mac));
      var result = program.testRun(TestRun.onPacket(summed()));
      assertThat(result.returnValue()).isEqualTo(XdpAction.TX.value());
      byte[] out = result.data();
      assertThat(out).startsWith(mac);
      assertThat(HexFormat.of().formatHex(out, 30, 34)).isEqualTo("0afa034d");
      assertThat(sum(out, 14, 34, 0)).isEqualTo(0xffff);
      assertThat(tcpSum(out)).isEqualTo(0xffff);
    }
  }

  @Test
  @KernelTest
  void pongAnswers() {
    byte[] ping =
        bytes(MACS + "0800" + "4500001c00010000400100002000020720000201" + "0800f7fe" + "00000001");
    assertThat(sum(ping, 34, 42, 0)).isEqualTo(0xffff);
    try (KernelProgram program = Bpf.load(PONG)) {
      var result = program.testRun(TestRun.onPacket(ping));
      assertThat(result.returnValue()).isEqualTo(XdpAction.TX.value());
      String out = HexFormat.of().formatHex(result.data());
      assertThat(out).startsWith("020000000001" + "ffffffffffff").contains("2000020120000207");
      assertThat(result.data()[34]).isZero();
      assertThat(sum(result.data(), 34, 42, 0)).isEqualTo(0xffff);
    }
  }

  private static void tracks(Places place) {
    byte[] fin = summed();
    fin[47] = 1;
    Flow flow = new Flow(address("192.0.2.7"), address("192.0.2.1"), (short) 40_000, (short) 80);
    assertThat(place.run(summed())).isEqualTo(TcAction.OK.value());
    assertThat(place.run(summed())).isEqualTo(TcAction.OK.value());
    State state = place.map(FLOWS).lookup(flow).orElseThrow();
    assertThat(state.packets()).isEqualTo(2);
    assertThat(state.flags()).isEqualTo(2);
    assertThat(state.lastSeen()).isPositive();
    place.run(fin);
    assertThat(place.map(FLOWS).lookup(flow)).isEmpty();
  }

  private static void namesServers(Places place) {
    String hello =
        HexFormat.of().formatHex(summed()) + "160301" + "04" + "6a627066" + "00".repeat(30);
    assertThat(place.run(bytes(hello))).isEqualTo(TcAction.OK.value());
    assertThat(place.map(HELLOS).toMap()).containsOnly(Map.entry("jbpf", 1L));
  }

  @Test
  void onTheVm() {
    Places.onVm(TRACKER, RewritingProbesTest::tracks);
    Places.onVm(TLS, RewritingProbesTest::namesServers);
  }

  @Test
  @KernelTest
  void inTheKernel() {
    Places.inKernel(TRACKER, RewritingProbesTest::tracks);
    Places.inKernel(TLS, RewritingProbesTest::namesServers);
  }

  @Test
  @KernelTest
  void egressSeesPorts() {
    byte[] mail = summed();
    mail[37] = 25;
    Places.inKernel(
        EGRESS,
        place -> {
          assertThat(place.run(summed())).isEqualTo(1);
          assertThat(place.run(mail)).isZero();
          assertThat(place.map(PORTS).toMap()).containsOnly(Map.entry(80, 1L), Map.entry(25, 1L));
        });
  }

  @Test
  @KernelTest
  @SuppressWarnings("try") // programs are loaded only
  void othersAreAdmitted() {
    try (KernelProgram connect = Bpf.load(CONNECT6);
        KernelProgram spans = Bpf.load(UPROBE)) {
      assertThat(connect.info().name()).isEqualTo("connect6");
    }
  }
}
