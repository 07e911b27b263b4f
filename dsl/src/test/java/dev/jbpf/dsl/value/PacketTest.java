package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.packet.Ethernet;
import dev.jbpf.dsl.value.packet.LinkHeader;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers are found where they are, and nowhere else; a packet that is cut anywhere is absent. */
class PacketTest {
  private static final int ABSENT = 99;
  private static final String MACS = "ffffffffffff" + "020000000001";
  private static final String SOURCE = "c0000207";
  private static final String TARGET = "c0000201";
  private static final String IPV6 = "20010db8000000000000000000000001".repeat(2);
  private static final String PORTS = "9c40" + "0035";
  private static final String TCP = PORTS + "0000000a0000000b" + "50120000" + "00000000";
  private static final String UDP = PORTS + "00080000";

  private record Own(@BigEndian int magic, short kind) {}

  /** A program, a packet that has what it looks for, and what it returns then. */
  private record Case(String name, Consumer<XdpBody> program, String packet, int found) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String ipv4(int words, int protocol, int fragment) {
    String options = "01010101".repeat(words - 5);
    return "%02x00003c0001%04x40%02x0000".formatted(0x40 + words, fragment, protocol)
        + (SOURCE + TARGET + options);
  }

  private static String ipv6(int next) {
    return "60000000" + "0008%02x40".formatted(next) + IPV6;
  }

  private static void tcp4(XdpBody p, Maybe<? extends LinkHeader> link) {
    var tcp = link.flatMap(LinkHeader::ipv4).flatMap(ip -> ip.tcp()).orReturn(ABSENT);
    p.exit(tcp.destination().toHost().toU32());
  }

  private static void udp6(XdpBody p) {
    var udp = p.packet().ipv6().flatMap(ip -> ip.udp()).orReturn(ABSENT);
    p.exit(udp.destination().toHost().toU32());
  }

  static Stream<Case> all() {
    return Stream.of(
        new Case(
            "tcp", p -> tcp4(p, p.packet().ethernet()), MACS + "0800" + ipv4(5, 6, 0) + TCP, 53),
        new Case(
            "tcp behind options",
            p -> tcp4(p, p.packet().ethernet()),
            MACS + "0800" + ipv4(15, 6, 0) + TCP,
            53),
        new Case(
            "tcp behind a tag",
            p -> tcp4(p, p.packet().ethernet().flatMap(Ethernet::vlan)),
            MACS + "8100" + "2005" + "0800" + ipv4(6, 6, 0) + TCP,
            53),
        new Case(
            "number of a tag",
            p -> {
              var tag = p.packet().ethernet().flatMap(Ethernet::vlan).orReturn(ABSENT);
              p.exit(tag.id());
            },
            MACS + "88a8" + "f005" + "0800",
            5),
        new Case(
            "acknowledging syn",
            p -> {
              var tcp = p.packet().ipv4().flatMap(ip -> ip.tcp()).orReturn(ABSENT);
              p.when(tcp.isSyn().and(tcp.isAck()).and(tcp.isFin().not()), () -> p.exit(7));
              p.exit(8);
            },
            MACS + "0800" + ipv4(5, 6, 0x4000) + TCP,
            7),
        new Case(
            "arp",
            p -> {
              var arp = p.packet().ethernet().flatMap(Ethernet::arp).orReturn(ABSENT);
              p.exit(arp.target().toHost().and(0xff));
            },
            MACS + "0806" + "0001080006040001" + "020000000001" + SOURCE + "000000000000" + TARGET,
            1),
        new Case("udp of ipv6", PacketTest::udp6, MACS + "86dd" + ipv6(17) + UDP, 53),
        new Case(
            "udp behind extension headers",
            PacketTest::udp6,
            MACS
                + "86dd"
                + ipv6(0)
                + ("2b" + "00" + "000000000000") // hop by hop, then routing
                + ("3c" + "01" + "00".repeat(14)) // then options of the destination
                + ("2c" + "00" + "000000000000") // then a fragment
                + ("33" + "00" + "0000" + "00000000") // the first; then authentication
                + ("11" + "01" + "00".repeat(10))
                + UDP,
            53),
        new Case(
            "one's own",
            p -> {
              Cell<Own> own = p.packet().at(14, Own.class).orReturn(ABSENT);
              p.when(own.get(Own::magic).eq(0x01020304), () -> p.exit(3));
              p.exit(4);
            },
            MACS + "88b5" + "01020304" + "0100" + "0000",
            3),
        new Case(
            "one's own at a place that the packet tells",
            p -> {
              var packet = p.packet();
              Cell<Own> first = packet.at(14, Own.class).orReturn(ABSENT);
              var place = first.get(Own::kind).toU32().and(0x1f);
              Cell<Own> second = packet.at(place, 31, Own.class).orReturn(ABSENT);
              p.exit(second.get(Own::magic));
            },
            MACS
                + "88b5"
                + "00000000"
                + (isLittle() ? "1800" : "0018")
                + "0000"
                + "0000"
                + "00000005"
                + "00000000",
            5));
  }

  private static boolean isLittle() {
    return java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
  }

  private static ProgramDef define(Case each) {
    return Probe.xdp("headers").since(5, 8).build(each.program());
  }

  private static byte[] bytes(Case each) {
    return HexFormat.of().parseHex(each.packet());
  }

  private static long onVm(ProgramDef program, byte[] packet) {
    return Vm.load(program.program(), VmOptions.DEFAULT)
        .run(Contexts.of(program.kind().type(), packet).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isFound(Case each) {
    assertThat(onVm(define(each), bytes(each))).isEqualTo(each.found());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAbsentWhereThePacketIsCut(Case each) {
    byte[] packet = bytes(each);
    int needed = packet.length - (each.name().startsWith("one's own") ? 2 : 0);
    for (int length = 14; length < needed - 3; length++) {
      byte[] cut = Arrays.copyOf(packet, length);
      assertThat(onVm(define(each), cut)).as("%d bytes", length).isEqualTo(ABSENT);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAbsentWhereTheTypeIsAnother(Case each) {
    if (!each.name().startsWith("one's own")) {
      byte[] packet = bytes(each);
      ByteBuffer.wrap(packet).putShort(12, (short) 0x1234);
      assertThat(onVm(define(each), packet)).isEqualTo(ABSENT);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  @KernelTest
  void theKernelFindsItToo(Case each) {
    try (KernelProgram program = Bpf.load(define(each))) {
      byte[] packet = bytes(each);
      assertThat(program.testRun(TestRun.onPacket(packet)).returnValue()).isEqualTo(each.found());
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void laterFragmentsAndBrokenHeadersHaveNoPorts(String packet) {
    ProgramDef program =
        Probe.xdp("headers").since(5, 8).build(p -> tcp4(p, p.packet().ethernet()));
    byte[] bytes = HexFormat.of().parseHex(packet);
    assertThat(onVm(program, bytes)).isEqualTo(ABSENT);
  }

  static List<String> broken() {
    return List.of(
        MACS + "0800" + ipv4(5, 6, 0x0001) + TCP,
        MACS + "0800" + ipv4(5, 17, 0) + TCP,
        MACS + "0800" + ipv4(5, 6, 0).replaceFirst("^45", "44") + TCP);
  }
}
