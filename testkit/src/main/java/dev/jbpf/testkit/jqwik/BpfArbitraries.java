package dev.jbpf.testkit.jqwik;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.packet.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What programs get, made up. */
@SuppressWarnings("exports")
public final class BpfArbitraries {
  private static final int LEAST_FRAME = 14;
  private static final int MOST_PAYLOAD = 200;

  private BpfArbitraries() {}

  /**
   * {@return whole packets from an Ethernet header on: IPv4 and IPv6, with and without a tag of a
   * virtual LAN, TCP, UDP, pings, ARP, and such of other protocols}
   */
  public static Arbitrary<byte[]> packets() {
    return Combinators.combine(links(), payloads())
        .flatAs((link, payload) -> inside(link).map(packet -> packet.payload(payload).bytes()));
  }

  /** {@return any bytes of a length that the kernel's test run takes as a frame} */
  public static Arbitrary<byte[]> frames() {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(LEAST_FRAME).ofMaxSize(MOST_PAYLOAD);
  }

  /**
   * {@return packets that were cut off somewhere, behind the Ethernet header} What programs forget
   * to look for.
   */
  public static Arbitrary<byte[]> cutPackets() {
    return packets()
        .flatMap(
            bytes ->
                Arbitraries.integers()
                    .between(LEAST_FRAME, bytes.length)
                    .map(length -> Arrays.copyOf(bytes, length)));
  }

  private static Arbitrary<byte[]> payloads() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(MOST_PAYLOAD);
  }

  private static Arbitrary<Packet> links() {
    Arbitrary<Packet> plain = Arbitraries.just(Packet.ethernet());
    Arbitrary<Packet> tagged =
        Arbitraries.integers().between(0, 4_095).map(id -> Packet.ethernet().vlan(id));
    return Arbitraries.frequencyOf(Tuple.of(4, plain), Tuple.of(1, tagged));
  }

  private static Arbitrary<Packet> inside(Packet link) {
    Arbitrary<Packet> arp = Combinators.combine(ipv4(), ipv4()).as((a, b) -> link.arpRequest(a, b));
    Arbitrary<Packet> other =
        Arbitraries.integers().between(0x600, 0xffff).map(type -> link.set("type", type));
    return Arbitraries.frequencyOf(
        Tuple.of(6, network(link).flatMap(BpfArbitraries::transport)),
        Tuple.of(1, arp),
        Tuple.of(1, other));
  }

  private static Arbitrary<Packet> network(Packet link) {
    Arbitrary<Packet> four = Combinators.combine(ipv4(), ipv4()).as((a, b) -> link.ipv4(a, b));
    Arbitrary<Packet> six = Combinators.combine(ipv6(), ipv6()).as((a, b) -> link.ipv6(a, b));
    Arbitrary<Integer> ttl = Arbitraries.integers().between(0, 255);
    return Combinators.combine(Arbitraries.oneOf(four, six), ttl)
        .as((packet, left) -> packet.set("ttl", left));
  }

  private static Arbitrary<Packet> transport(Packet packet) {
    Arbitrary<Integer> port = Arbitraries.integers().between(0, 65_535);
    Arbitrary<Packet> tcp =
        Combinators.combine(port, port, Arbitraries.integers().between(0, 255))
            .as((from, to, flags) -> packet.tcp(from, to).set("flags", (long) flags));
    Arbitrary<Packet> udp = Combinators.combine(port, port).as((a, b) -> packet.udp(a, b));
    Arbitrary<Packet> ping = Combinators.combine(port, port).as((a, b) -> packet.ping(a, b));
    return Arbitraries.oneOf(tcp, udp, ping);
  }

  /** {@return addresses of IPv4 as text} */
  public static Arbitrary<String> ipv4() {
    return Arbitraries.integers()
        .between(0, 255)
        .list()
        .ofSize(4)
        .map(parts -> parts.get(0) + "." + parts.get(1) + "." + parts.get(2) + "." + parts.get(3));
  }

  /** {@return addresses of IPv6 as text} */
  public static Arbitrary<String> ipv6() {
    return Arbitraries.integers()
        .between(0, 0xffff)
        .list()
        .ofSize(8)
        .map(
            parts ->
                String.join(":", parts.stream().map(part -> Integer.toHexString(part)).toList()));
  }

  /**
   * {@return values that {@code codec} reads: keys, values and records}
   *
   * @param codec of which any bytes are a value
   */
  public static <T> Arbitrary<T> values(Codec<T> codec) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(codec.size())
        .map(bytes -> codec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0));
  }

  /** {@return contents of a map, up to as many entries as it holds, and 64 at most} */
  public static <K, V> Arbitrary<Map<K, V>> entries(MapDef<K, V> map) {
    return Arbitraries.maps(values(map.key()), values(map.value()))
        .ofMaxSize(Math.min(map.maxEntries(), 64));
  }
}
