package dev.jbpf.vm.packet;

import dev.jbpf.kernel.Protocols;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A packet to be made, header by header from the outermost on. Lengths, the numbers of protocols
 * and checksums follow from the rest, unless they are set. Immutable: each call gives another one.
 *
 * <pre>{@code
 * byte[] query =
 *     Packet.ethernet().ipv4("192.0.2.1", "198.51.100.2").udp(5353, 53).payload("hello").bytes();
 * byte[] tired =
 *     Packet.ethernet().vlan(7).ipv6("2001:db8::1", "2001:db8::2").set("ttl", 1)
 *         .tcp(1024, 443).set("flags", "S").bytes();
 * }</pre>
 *
 * {@link #set} is for the header that was added last; its fields are those of {@link
 * Header#fieldNames}.
 */
public final class Packet {
  private static final int TTL = 64;
  private static final int WINDOW = 65_535;
  private static final String FLAGS = "FSRPAUEC";

  private final List<Layer> layers;
  private final byte[] payload;

  /** A header, what is set in it, numbers and addresses, and what stands behind its fields. */
  private record Layer(Header header, Map<String, Object> values, byte[] options) {
    Layer with(HeaderField field, Object value) {
      Map<String, Object> more = new HashMap<>(values);
      more.put(field.name(), value);
      return new Layer(header, more, options);
    }

    int size() {
      return header.size() + options.length;
    }
  }

  private Packet(List<Layer> layers, byte[] payload) {
    this.layers = layers;
    this.payload = payload;
  }

  /** {@return a packet from an Ethernet header on, between two made up addresses} */
  public static Packet ethernet() {
    return ethernet("02:00:00:00:00:01", "02:00:00:00:00:02");
  }

  /** {@return a packet from an Ethernet header on} */
  public static Packet ethernet(String source, String destination) {
    return network().add(Header.ETHERNET).set("source", source).set("destination", destination);
  }

  /** {@return a packet without a header yet: as programs of control groups see them} */
  public static Packet network() {
    return new Packet(List.of(), new byte[0]);
  }

  /** {@return the same with another header inside} Its fields are zero, or follow from the rest. */
  public Packet add(Header header) {
    List<Layer> more = new ArrayList<>(layers);
    more.add(new Layer(header, Map.of(), new byte[0]));
    return new Packet(List.copyOf(more), payload);
  }

  /**
   * {@return the same with these bytes behind the last header's fields} With zeros up to the next
   * unit, whose number the header then has: of 4 bytes for IPv4, TCP and GRE, of 8 for the headers
   * between IPv6 and what it carries. Which of GRE's they are, its first bits say: {@code
   * set("keyThere", 1)}.
   *
   * @throws IllegalArgumentException if the header can have none, or not so many
   */
  public Packet options(byte[] bytes) {
    Layer layer = last();
    int unit = layer.header().unit();
    if (unit == 0) {
      throw new IllegalArgumentException(layer.header() + " has no options");
    }
    int units = (bytes.length + unit - 1) / unit;
    Packet told =
        switch (layer.header()) {
          case IPV4, TCP -> set("headerWords", layer.header().size() / Integer.BYTES + units);
          case HOP_BY_HOP, ROUTING, DESTINATION -> set("units", units);
          case GRE, ETHERNET, VLAN, ARP, IPV6, FRAGMENT, ICMP, ICMPV6, UDP -> this;
        };
    List<Layer> changed = new ArrayList<>(told.layers);
    Layer last = told.last();
    byte[] padded = Arrays.copyOf(bytes, units * unit);
    changed.set(changed.size() - 1, new Layer(last.header(), last.values(), padded));
    return new Packet(List.copyOf(changed), payload);
  }

  /** {@return the same with a tag of that virtual LAN, 0 to 4095} */
  public Packet vlan(int id) {
    return add(Header.VLAN).set("id", id);
  }

  /** {@return the same with a question of ARP: who has {@code target}? Tell {@code sender}} */
  public Packet arpRequest(String sender, String target) {
    return arp(1).set("sender", sender).set("target", target);
  }

  private Packet arp(int operation) {
    return add(Header.ARP)
        .set("hardware", 1)
        .set("protocol", Protocols.ETH_P_IP)
        .set("hardwareSize", 6)
        .set("protocolSize", 4)
        .set("operation", operation);
  }

  /** {@return the same with a header of IPv4} */
  public Packet ipv4(String source, String destination) {
    return add(Header.IPV4)
        .set("version", 4)
        .set("headerWords", Header.IPV4.size() / 4)
        .set("ttl", TTL)
        .set("source", source)
        .set("destination", destination);
  }

  /** {@return the same with a header of IPv6} */
  public Packet ipv6(String source, String destination) {
    return add(Header.IPV6)
        .set("version", 6)
        .set("ttl", TTL)
        .set("source", source)
        .set("destination", destination);
  }

  /** {@return the same with a ping, ICMP's or ICMPv6's} */
  public Packet ping(int id, int sequence) {
    boolean isIpv6 = !layers.isEmpty() && last().header() == Header.IPV6;
    return add(isIpv6 ? Header.ICMPV6 : Header.ICMP)
        .set("type", isIpv6 ? 128 : 8)
        .set("id", id)
        .set("sequence", sequence);
  }

  /** {@return the same with a header of TCP, which acknowledges; {@code set("flags", "S")}} */
  public Packet tcp(int source, int destination) {
    return add(Header.TCP)
        .set("source", source)
        .set("destination", destination)
        .set("headerWords", Header.TCP.size() / 4)
        .set("flags", "A")
        .set("window", WINDOW);
  }

  /** {@return the same with a header of UDP} */
  public Packet udp(int source, int destination) {
    return add(Header.UDP).set("source", source).set("destination", destination);
  }

  /** {@return the same with these bytes behind the headers} */
  public Packet payload(byte[] bytes) {
    return new Packet(layers, bytes.clone());
  }

  /** {@return the same with this text, in UTF-8, behind the headers} */
  public Packet payload(String text) {
    return payload(text.getBytes(StandardCharsets.UTF_8));
  }

  private Layer last() {
    if (layers.isEmpty()) {
      throw new IllegalStateException("the packet has no header yet whose fields could be set");
    }
    return layers.get(layers.size() - 1);
  }

  /**
   * {@return the same with a field of the last header set: also a length or a checksum, which does
   * not follow from the rest then}
   *
   * @throws IllegalArgumentException if there is no such field, it is an address, or the number
   *     does not fit
   */
  public Packet set(String field, long value) {
    HeaderField found = last().header().field(field);
    if (found.isAddress()) {
      throw new IllegalArgumentException(name(found) + " is an address: give it as text");
    }
    if (value < 0 || value >>> found.width() != 0) {
      throw new IllegalArgumentException(
          name(found) + ": " + value + " does not fit in " + found.width() + " bits, unsigned");
    }
    return with(found, value);
  }

  /**
   * {@return the same with an address, or TCP's flags as letters of {@code FSRPAUEC}}
   *
   * @throws IllegalArgumentException if there is no such field, or the text is no such value
   */
  public Packet set(String field, String value) {
    HeaderField found = last().header().field(field);
    if (found.form() == HeaderField.Form.FLAGS) {
      return with(found, flags(value));
    }
    try {
      return with(found, AddressTexts.parse(found.form(), value));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name(found) + ": " + e.getMessage());
    }
  }

  private static long flags(String letters) {
    long flags = 0;
    for (char letter : letters.toCharArray()) {
      if (FLAGS.indexOf(letter) < 0) {
        throw new IllegalArgumentException(
            "tcp.flags: '" + letter + "' is none of " + FLAGS + " (FIN, SYN, RST, PSH, ACK, …)");
      }
      flags |= 1L << FLAGS.indexOf(letter);
    }
    return flags;
  }

  private String name(HeaderField field) {
    return last().header() + "." + field.name();
  }

  private Packet with(HeaderField field, Object value) {
    List<Layer> changed = new ArrayList<>(layers);
    changed.set(changed.size() - 1, last().with(field, value));
    return new Packet(List.copyOf(changed), payload);
  }

  /** {@return the packet's bytes, new ones each time} */
  public byte[] bytes() {
    int size = layers.stream().mapToInt(Layer::size).sum() + payload.length;
    byte[] bytes = new byte[size];
    System.arraycopy(payload, 0, bytes, size - payload.length, payload.length);
    List<DecodedPacket.Place> places = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < layers.size(); i++) {
      places.add(new DecodedPacket.Place(layers.get(i).header(), at, size));
      write(bytes, i, at);
      at += layers.get(i).size();
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      sum(bytes, places, i);
    }
    return bytes;
  }

  private void write(byte[] bytes, int index, int at) {
    Layer layer = layers.get(index);
    System.arraycopy(layer.options(), 0, bytes, at + layer.header().size(), layer.options().length);
    follow(bytes, index, at);
    layer
        .values()
        .forEach(
            (name, value) -> {
              HeaderField field = layer.header().field(name);
              if (value instanceof byte[] address) {
                System.arraycopy(address, 0, bytes, at + field.offset(), address.length);
              } else {
                field.set(bytes, at, (Long) value);
              }
            });
  }

  /** What follows from the other headers. */
  private void follow(byte[] bytes, int index, int at) {
    Header header = layers.get(index).header();
    if (index + 1 < layers.size()) {
      Header next = layers.get(index + 1).header();
      header
          .naming()
          .ifPresent(
              field ->
                  Header.Next.of(header, next)
                      .ifPresent(found -> field.set(bytes, at, found.number)));
    }
    int before = header == Header.IPV6 ? header.size() : 0;
    header
        .optionalField("length")
        .ifPresent(field -> field.set(bytes, at, bytes.length - at - before & 0xffff));
  }

  /** The header of IP that a checksum is about; itself if there is none. */
  private static DecodedPacket.Place around(List<DecodedPacket.Place> places, int index) {
    for (int i = index - 1; i >= 0; i--) {
      if (places.get(i).header().isIp()) {
        return places.get(i);
      }
    }
    return places.get(index);
  }

  private void sum(byte[] bytes, List<DecodedPacket.Place> places, int index) {
    DecodedPacket.Place place = places.get(index);
    Optional<HeaderField> field = place.header().optionalField("checksum");
    if (field.isPresent() && !layers.get(index).values().containsKey("checksum")) {
      DecodedPacket.Place ip = around(places, index);
      boolean isPossible =
          ip.header().isIp() || place.header() == Header.IPV4 || place.header() == Header.ICMP;
      if (isPossible) {
        int right = InternetChecksum.of(bytes, place.header(), place.offset(), place.end(), ip);
        field.get().set(bytes, place.offset(), right);
      }
    }
  }
}
