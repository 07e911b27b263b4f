package dev.jbpf.dsl.value.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Array;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.dsl.value.packet.Ipv6;
import dev.jbpf.dsl.value.packet.Packet;
import dev.jbpf.dsl.value.packet.Tcp;
import dev.jbpf.dsl.value.packet.Udp;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Size;
import dev.jbpf.runtime.testing.KernelTest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write about packets, in terms of values: the same on the VM and in the kernel. */
class NetworkProbesTest {
  private static final String MACS = "ffffffffffff" + "020000000001";
  private static final String IP_UDP = "4500005000010000" + "4011" + "0000" + "c0000207c0000201";
  private static final String IP_TCP = "4500005000010000" + "4006" + "0000" + "c0000207c0000201";
  private static final String SYN = "9c400050" + "0000000a0000000b" + "50020000" + "00000000";

  /** A program, a packet, what it returns, and what is to be seen in its maps then. */
  record Case(ProgramDef program, String packet, long result, Consumer<Places> seen) {
    @Override
    public String toString() {
      return program.name();
    }
  }

  private static String text(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Inet4Address address(String text) {
    try {
      return (Inet4Address) InetAddress.getByName(text);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  // SYNs of each address, of the most busy ones.

  private static final MapDef<Inet4Address, Long> SYNS =
      MapDef.lruHash("syns", Codec.IPV4, Codec.U64, 1024);

  private static final ProgramDef SYN_COUNT =
      Probe.xdp(
          "syn_count",
          p -> {
            Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
            Tcp tcp = ip.tcp().orReturn(XdpAction.PASS);
            p.when(tcp.isSyn().and(tcp.isAck().not()), () -> p.map(SYNS).increment(ip.source()));
            p.exit(XdpAction.PASS);
          });

  // The packet inside of a VXLAN tunnel.

  record Vxlan(@BigEndian int flags, @BigEndian int vni) {}

  private static final MapDef<Long, Long> TUNNELS =
      MapDef.hash("tunnels", Codec.U32, Codec.U64, 64);

  private static final ProgramDef DECAPSULATE =
      Probe.xdp(
          "vxlan_decap",
          p -> {
            Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
            Udp udp = ip.udp().filter(u -> u.destination().eq(4789)).orReturn(XdpAction.PASS);
            Cell<Vxlan> vxlan = udp.payload(Vxlan.class).orReturn(XdpAction.PASS);
            U32 vni = vxlan.get(Vxlan::vni).toU32().shiftRight(8);
            p.map(TUNNELS).increment(vni);
            Packet inner = udp.payload().from(8);
            Ipv4 carried = inner.ipv4().orReturn(XdpAction.DROP);
            p.when(carried.timeToLive().lt(2), () -> p.exit(XdpAction.DROP));
            p.moveHead(ip.headerLength().add(14 + 8 + 8).toS32()).orReturn(XdpAction.ABORTED);
            p.packet().ipv4().orReturn(XdpAction.ABORTED);
            p.exit(XdpAction.PASS);
          });

  // Names that are asked for by DNS.

  record Name(@Size(64) String text) {}

  private static final MapDef<Name, Long> NAMES =
      MapDef.hash("names", Codec.record(Name.class), Codec.U64, 1024);

  private static final ProgramDef DNS =
      Probe.tc("dns_names")
          .since(5, 8)
          .build(
              p -> {
                Udp udp = p.packet().ipv4().flatMap(ip -> ip.udp()).orReturn(TcAction.OK);
                p.when(udp.destination().ne(53), () -> p.exit(TcAction.OK));
                Packet question = udp.payload().from(12);
                Cell<Name> name = p.record(Name.class);
                Var<U32> left = p.var("left", p.u32(0));
                p.times(
                    63,
                    (i, loop) -> {
                      U8 byteHere = question.u8At(i, 63).orReturn(TcAction.OK);
                      p.when(
                              left.get().eq(0),
                              () -> {
                                loop.leaveIf(byteHere.eq(0));
                                left.set(byteHere.toU32());
                                p.when(
                                    i.gt(0),
                                    () ->
                                        name.at(Name::text)
                                            .element(i.subtract(1))
                                            .ifPresent(c -> c.set('.')));
                              })
                          .otherwise(
                              () -> {
                                left.update(n -> n.subtract(1));
                                U8 lower =
                                    byteHere
                                        .ge('A')
                                        .and(byteHere.le('Z'))
                                        .choose(byteHere.or(0x20), byteHere);
                                name.at(Name::text)
                                    .element(i.subtract(1))
                                    .ifPresent(c -> c.set(lower));
                              });
                    });
                p.map(NAMES).increment(name);
                p.when(name.at(Name::text).is("bad.example"), () -> p.exit(TcAction.SHOT));
                p.exit(TcAction.OK);
              });

  // Packets and bytes by protocol, for each CPU.

  record Traffic(long packets, long bytes) {}

  private static final MapDef<Integer, List<Traffic>> STATS =
      MapDef.perCpuArray("stats", Codec.record(Traffic.class), 256);

  private static final ProgramDef STATISTICS =
      Probe.xdp(
          "per_cpu_stats",
          p -> {
            Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
            p.perCpu(STATS)
                .find(ip.protocol())
                .ifPresent(
                    traffic -> {
                      traffic.at(Traffic::packets).add(1);
                      traffic.at(Traffic::bytes).add(p.packet().length());
                    });
            p.exit(XdpAction.PASS);
          });

  // Extension headers of IPv6, counted by kind; fragments are dropped.

  private static final MapDef<Integer, Long> KINDS = MapDef.array("kinds", Codec.U64, 256);

  private static final ProgramDef EXTENSIONS =
      Probe.xdp("ipv6_ext")
          .since(5, 3)
          .build(
              p -> {
                Ipv6 ip = p.packet().ipv6().orReturn(XdpAction.PASS);
                Var<U8> next = p.var("next", ip.nextHeader());
                Var<U32> at = p.var("at", p.u32(0));
                Packet payload = ip.payload();
                p.times(
                    4,
                    (i, loop) -> {
                      U8 kind = next.get();
                      p.when(kind.eq(44), () -> p.exit(XdpAction.DROP));
                      loop.leaveIf(kind.ne(0).and(kind.ne(43)).and(kind.ne(60)));
                      p.map(KINDS).find(kind).ifPresent(count -> count.addAtomic(1));
                      Packet header = payload.from(at.get(), 1024).orReturn(XdpAction.DROP);
                      U8 length = header.u8At(1).orReturn(XdpAction.DROP);
                      next.set(header.u8At(0).orReturn(XdpAction.DROP));
                      at.update(a -> a.add(length.toU32().add(1).shiftLeft(3)));
                    });
                p.when(next.get().eq(17), () -> p.exit(XdpAction.TX));
                p.exit(XdpAction.PASS);
              });

  // Traffic to one address leaves by another device.

  private static final MapDef<Integer, Long> ROUTES = MapDef.array("routes", Codec.U32, 4);

  private static final ProgramDef MIRROR =
      Probe.tc(
          "redirect",
          p -> {
            Ipv4 ip = p.packet().ipv4().orReturn(TcAction.OK);
            p.when(ip.source().ne(address("192.0.2.7")), () -> p.exit(TcAction.OK));
            Cell<Long> device = p.map(ROUTES).find(0).orReturn(TcAction.OK);
            p.when(device.u32().eq(0), () -> p.exit(TcAction.SHOT));
            p.exit(p.call(Helper.REDIRECT, device.u32(), 0));
          });

  // MSS of SYNs, by a walk through the options of TCP.

  private static final MapDef<Integer, Long> MSS = MapDef.hash("mss", Codec.INDEX, Codec.U64, 64);

  private static final ProgramDef OPTIONS =
      Probe.xdp("tcp_mss")
          .since(5, 8)
          .build(
              p -> {
                Tcp tcp =
                    p.packet()
                        .ipv4()
                        .flatMap(ip -> ip.tcp())
                        .filter(Tcp::isSyn)
                        .orReturn(XdpAction.PASS);
                U32 end = tcp.headerLength().subtract(20);
                Packet options = tcp.options();
                Var<U32> at = p.var("at", p.u32(0));
                p.times(
                    10,
                    (i, loop) -> {
                      loop.leaveIf(at.get().ge(end));
                      U8 kind = options.u8At(at.get(), 40).orReturn(XdpAction.PASS);
                      loop.leaveIf(kind.eq(0));
                      p.when(
                          kind.eq(1),
                          () -> {
                            at.update(a -> a.add(1));
                            loop.next();
                          });
                      U8 length = options.u8At(at.get().add(1), 41).orReturn(XdpAction.PASS);
                      p.when(
                          kind.eq(2),
                          () -> {
                            options
                                .be16At(at.get().add(2), 42)
                                .ifPresent(mss -> p.map(MSS).increment(mss.toHost()));
                            loop.leave();
                          });
                      loop.leaveIf(length.lt(2));
                      at.update(a -> a.add(length));
                    });
                p.exit(XdpAction.PASS);
              });

  // Ports of the last packets, in an array on the stack, sorted out by an index.

  private static final ProgramDef CHECKSUM =
      Probe.tc(
          "sum_words",
          p -> {
            Packet ip = p.packet().atLeast(34).orReturn(TcAction.OK).from(14);
            Array<U32> sums = p.array(U32.KIND, 2);
            p.times(
                10,
                i -> {
                  var word = ip.be16At(i.shiftLeft(1), 18);
                  word.ifPresent(w -> sums.at(i.and(1)).ifPresent(sum -> sum.add(w.toHost())));
                });
            p.exit(sums.get(0).add(sums.get(1)));
          });

  static Stream<Case> all() {
    return Stream.of(
        new Case(
            SYN_COUNT,
            MACS + "0800" + IP_TCP + SYN,
            XdpAction.PASS.value(),
            p -> assertThat(p.map(SYNS).toMap()).containsOnly(entry(address("192.0.2.7"), 1L))),
        new Case(
            DECAPSULATE,
            MACS
                + "0800"
                + IP_UDP
                + "9c4012b500400000"
                + "0800000000002a00"
                + MACS
                + "0800"
                + IP_TCP
                + SYN,
            XdpAction.PASS.value(),
            p -> assertThat(p.map(TUNNELS).toMap()).containsOnly(entry(42L, 1L))),
        new Case(
            DNS,
            MACS
                + "0800"
                + IP_UDP
                + "9c40003500400000"
                + "000101000001000000000000"
                + "03"
                + text("BAD")
                + "07"
                + text("eXample")
                + "00"
                + "00010001",
            TcAction.SHOT.value(),
            p -> assertThat(p.map(NAMES).toMap()).containsOnly(entry(new Name("bad.example"), 1L))),
        new Case(
            STATISTICS,
            MACS + "0800" + IP_TCP + SYN,
            XdpAction.PASS.value(),
            p -> assertThat(p.map(STATS).lookup(6).orElseThrow()).contains(new Traffic(1, 54))),
        new Case(
            EXTENSIONS,
            MACS
                + "86dd"
                + "60000000"
                + "00300040"
                + "20010db8000000000000000000000001".repeat(2)
                + "3c00"
                + "000000000000"
                + "1101"
                + "00".repeat(14)
                + "9c400035"
                + "00080000",
            XdpAction.TX.value(),
            p -> {
              assertThat(p.map(KINDS).lookup(0)).contains(1L);
              assertThat(p.map(KINDS).lookup(60)).contains(1L);
            }),
        new Case(MIRROR, MACS + "0800" + IP_TCP + SYN, TcAction.SHOT.value(), p -> {}),
        new Case(
            OPTIONS,
            MACS
                + "0800"
                + IP_TCP
                + "9c400050"
                + "0000000a0000000b"
                + "70020000"
                + "00000000"
                + "0101"
                + "020405b4"
                + "0000",
            XdpAction.PASS.value(),
            p -> assertThat(p.map(MSS).toMap()).containsOnly(entry(1460, 1L))),
        new Case(
            CHECKSUM,
            MACS + "0800" + IP_TCP + SYN,
            0x4500 + 0x50 + 1 + 0x4006 + 0xc000 + 0x207 + 0xc000 + 0x201,
            p -> {}));
  }

  private static <K, V> java.util.Map.Entry<K, V> entry(K key, V value) {
    return java.util.Map.entry(key, value);
  }

  private static void check(Case each, Places place) {
    assertThat(place.run(HexFormat.of().parseHex(each.packet()))).isEqualTo(each.result());
    each.seen().accept(place);
  }

  @ParameterizedTest
  @MethodSource("all")
  void onTheVm(Case each) {
    Places.onVm(each.program(), place -> check(each, place));
  }

  @ParameterizedTest
  @MethodSource("all")
  @KernelTest
  void inTheKernel(Case each) {
    Places.inKernel(each.program(), place -> check(each, place));
  }
}
