package dev.jbpf.vm.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.testing.Tool;
import dev.jbpf.vm.context.Pcap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltPacketTest {
  private static final Packet IPV4 = Packet.ethernet().ipv4("192.0.2.1", "198.51.100.2");
  private static final Packet IPV6 = Packet.ethernet().ipv6("2001:db8::1", "2001:db8:0:1::2");

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
          IPV4.ipv4("10.1.1.1", "10.1.1.2").udp(1000, 2000).payload("inside"));

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
