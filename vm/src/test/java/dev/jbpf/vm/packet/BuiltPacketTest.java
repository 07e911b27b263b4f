package dev.jbpf.vm.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.testing.Tool;
import dev.jbpf.vm.context.Pcap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltPacketTest {
  private static final Packet IPV4 = Packet.ethernet().ipv4("192.0.2.1", "198.51.100.2");
  private static final Packet IPV6 = Packet.ethernet().ipv6("2001:db8::1", "2001:db8:0:1::2");

  private static final byte[] ROUTER_ALERT = {(byte) 148, 4, 0, 0};
  private static final byte[] MAXIMUM_SEGMENT = {2, 4, 5, (byte) 180, 1, 3, 3};

  private static final List<Packet> PACKETS =
      List.of(
          IPV4.tcp(1024, 443).set("flags", "SE").payload("odd"),
          IPV4.udp(5000, 7777).payload("hello"),
          IPV4.ping(7, 1).payload(new byte[56]),
          IPV6.tcp(1024, 443).set("sequence", 0xffff_ffffL),
          IPV6.udp(1, 7777).payload("hello!"),
          IPV6.ping(7, 1).payload("x"),
          Packet.ethernet().vlan(42).set("priority", 5).ipv4("10.0.0.1", "10.0.0.2").udp(9, 9),
          Packet.ethernet().arpRequest("10.0.0.1", "10.0.0.2"),
          IPV4.ipv4("10.1.1.1", "10.1.1.2").udp(1000, 2000).payload("inside"),
          IPV4.options(ROUTER_ALERT).tcp(7, 8).set("flags", "S").options(MAXIMUM_SEGMENT),
          IPV6.add(Header.HOP_BY_HOP)
              .set("option", 5)
              .set("optionLength", 2)
              .udp(3, 4)
              .payload("hop"),
          IPV6.add(Header.FRAGMENT).set("id", 9).set("more", 1).udp(5, 6).payload(new byte[8]),
          IPV6.add(Header.DESTINATION)
              .set("option", 1)
              .set("optionLength", 12)
              .options(new byte[8])
              .tcp(9, 10),
          IPV4.add(Header.GRE)
              .set("keyThere", 1)
              .options(new byte[] {0, 0, 0, 77})
              .ipv4("10.2.2.1", "10.2.2.2")
              .udp(11, 12));

  /** Its own reading of lengths and checksums. */
  @ParameterizedTest
  @ValueSource(strings = {"packets.pcap", "packets.pcapng"})
  void tcpdumpFindsThemWhole(String name, @TempDir Path folder) throws IOException {
    Path file = folder.resolve(name);
    Instant time = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
    Pcap.write(file, PACKETS.stream().map(p -> new Pcap.Packet(time, p.bytes())).toList());
    String text = Tool.named("tcpdump").succeed("-vv", "-e", "-n", "-tt", "--nano", "-r", file);
    assertThat(text)
        .contains("1700000000.123456789", "vlan 42, p 5", "Request who-has 10.0.0.2 tell 10.0.0.1")
        .contains("192.0.2.1.1024 > 198.51.100.2.443: Flags [SE], cksum", "(correct)")
        .contains("ICMP echo request, id 7, seq 1, length 64", "ICMP6, echo request")
        .contains("10.1.1.1.1000 > 10.1.1.2.2000", "UDP, length 6", "seq 4294967295")
        .contains("options (RA)", "options [mss 1460,nop,wscale 0]", "HBH (rtalert: 0x0000)")
        .contains("frag (0x00000009:0|16)", "DSTOPT", "GREv0, Flags [key present], key=0x4d")
        .contains("10.2.2.1.11 > 10.2.2.2.12")
        .doesNotContain("incorrect", "bad", "wrong", "truncated", "invalid");
    assertThat(text.split("correct\\)|cksum ok\\]|sum ok\\]", -1)).hasSizeGreaterThan(7);
    assertThat(Pcap.read(file))
        .allSatisfy(packet -> assertThat(packet.time()).isEqualTo(time))
        .extracting(packet -> HexFormat.of().formatHex(packet.bytes()))
        .containsExactlyElementsOf(
            PACKETS.stream().map(p -> HexFormat.of().formatHex(p.bytes())).toList());
  }

  @Test
  void whatIsBuiltIsRead() {
    byte[] bytes = IPV4.set("ttl", 1).tcp(1024, 443).set("flags", "SA").payload("hi").bytes();
    DecodedPacket packet = DecodedPacket.ethernet(bytes);
    assertThat(packet.headers()).containsExactly(Header.ETHERNET, Header.IPV4, Header.TCP);
    assertThat(packet.number(Header.IPV4, "ttl")).isEqualTo(1);
    assertThat(packet.text(Header.IPV4, "source")).isEqualTo("192.0.2.1");
    assertThat(packet.text(Header.TCP, "flags")).isEqualTo("SA");
    assertThat(packet.text(Header.TCP, "checksum")).endsWith("(right)");
    assertThat(packet.payload()).asString().isEqualTo("hi");
    bytes[bytes.length - 1]++;
    assertThat(DecodedPacket.ethernet(bytes).text(Header.TCP, "checksum")).contains("wrong");
    assertThat(DecodedPacket.network(Packet.network().ipv6("::1", "::2").bytes()).headers())
        .containsExactly(Header.IPV6);
    assertThat(DecodedPacket.ethernet(new byte[3]).toString()).contains("00 00 00");
  }

  @Test
  void optionsBelongToTheirHeader() {
    DecodedPacket packet =
        DecodedPacket.ethernet(
            IPV4.options(ROUTER_ALERT).tcp(7, 8).options(MAXIMUM_SEGMENT).payload("x").bytes());
    assertThat(packet.number(Header.IPV4, "headerWords")).isEqualTo(6);
    assertThat(packet.number(Header.TCP, "headerWords")).isEqualTo(7);
    assertThat(packet.text(Header.IPV4, "checksum")).endsWith("(right)");
    assertThat(packet.text(Header.TCP, "checksum")).endsWith("(right)");
    assertThat(packet.payload()).asString().isEqualTo("x");
    assertThat(packet.toString()).contains("options 94040000", "options 020405b401030300");
    DecodedPacket other =
        DecodedPacket.ethernet(
            IPV4.options(ROUTER_ALERT).tcp(7, 8).options(new byte[8]).payload("x").bytes());
    assertThat(PacketDifference.text(packet, other))
        .contains("tcp.options: expected 020405b401030300, is 0000000000000000");
    assertThatThrownBy(() -> IPV4.udp(1, 2).options(new byte[4]))
        .hasMessageContaining("udp has no");
    assertThatThrownBy(() -> IPV4.options(new byte[44])).hasMessageContaining("4 bits");
  }

  @Test
  void headersBetweenIpv6AndWhatItCarriesAreRead() {
    Packet nested = IPV6.add(Header.HOP_BY_HOP).add(Header.ROUTING).add(Header.FRAGMENT);
    assertThat(DecodedPacket.ethernet(nested.udp(1, 2).bytes()).headers())
        .containsExactly(
            Header.ETHERNET,
            Header.IPV6,
            Header.HOP_BY_HOP,
            Header.ROUTING,
            Header.FRAGMENT,
            Header.UDP);
    Packet later = IPV6.add(Header.FRAGMENT).set("fragment", 3);
    assertThat(DecodedPacket.ethernet(later.udp(1, 2).bytes()).headers())
        .containsExactly(Header.ETHERNET, Header.IPV6, Header.FRAGMENT);
    Packet tunnel = IPV4.add(Header.GRE).ipv6("::1", "::2").ping(1, 2);
    assertThat(DecodedPacket.ethernet(tunnel.bytes()).text(Header.ICMPV6, "checksum"))
        .endsWith("(right)");
  }

  /** Whatever the bytes, they are taken apart: lengths that lie end it. */
  @Test
  void anyBytesAreTakenApart() {
    Random random = new Random(16);
    for (int i = 0; i < 1_500; i++) {
      byte[] bytes = PACKETS.get(random.nextInt(PACKETS.size())).bytes();
      for (int change = random.nextInt(6); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      DecodedPacket packet = DecodedPacket.ethernet(cut);
      assertThat(packet.toString()).isNotNull();
      assertThat(packet.payload().length).isLessThanOrEqualTo(cut.length);
      PacketDifference.text(packet, DecodedPacket.network(cut));
    }
  }

  @Test
  void whatIsSetIsSet() {
    DecodedPacket packet =
        DecodedPacket.ethernet(IPV4.set("checksum", 5).set("length", 21).udp(1, 2).bytes());
    assertThat(packet.number(Header.IPV4, "checksum")).isEqualTo(5);
    assertThat(packet.number(Header.IPV4, "length")).isEqualTo(21);
    assertThatThrownBy(() -> IPV4.set("tll", 1)).hasMessageContaining("ttl");
    assertThatThrownBy(() -> IPV4.set("ttl", 256)).hasMessageContaining("8 bits");
    assertThatThrownBy(() -> IPV4.set("source", "10.0.0.256")).hasMessageContaining("ipv4.source");
    assertThatThrownBy(() -> IPV6.set("source", "1::2::3")).hasMessageContaining("IPv6");
    assertThatThrownBy(() -> IPV4.tcp(70_000, 1)).hasMessageContaining("16 bits");
  }

  @Test
  void differencesNameTheField() {
    Packet expected = IPV4.set("ttl", 63).udp(1, 2).payload("abc");
    Packet actual = IPV4.udp(1, 2).payload("abd");
    assertThat(
            PacketDifference.text(
                DecodedPacket.ethernet(expected.bytes()), DecodedPacket.ethernet(actual.bytes())))
        .contains("ipv4.ttl: expected 63, is 64", "udp.checksum: ", "behind the headers:", "abd")
        .doesNotContain("ipv4.source", "length:");
    assertThat(
            PacketDifference.text(
                DecodedPacket.ethernet(expected.bytes()),
                DecodedPacket.ethernet(IPV4.tcp(1, 2).bytes())))
        .contains("headers: expected [ethernet, ipv4, udp], is [ethernet, ipv4, tcp]");
  }

  @Test
  void addressesAreWrittenShort() {
    for (String address :
        List.of("::", "::1", "1::", "2001:db8::1", "1:2:3:4:5:6:7:8", "1:0:2:3:4:5:6:7")) {
      byte[] bytes = Packet.network().ipv6(address, "::").bytes();
      assertThat(DecodedPacket.network(bytes).text(Header.IPV6, "source")).isEqualTo(address);
    }
  }
}
