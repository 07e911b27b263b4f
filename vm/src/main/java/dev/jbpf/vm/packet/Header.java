package dev.jbpf.vm.packet;

import static dev.jbpf.vm.packet.HeaderField.Form.*;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.vm.packet.HeaderField.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The headers that are known, and their fields: what builds packets and what reads them go by this
 * table.
 *
 * <p>Source: IEEE 802.3 and 802.1Q, RFC 826, 791, 8200, 792, 4443, 9293, 768.
 */
public enum Header {
  /** Ethernet II. */
  ETHERNET(14, "destination:48:MAC source:48:MAC type:16:ETHER_TYPE"),
  /** The tag of a virtual LAN, behind an Ethernet header's addresses. */
  VLAN(4, "priority:3 drop:1 id:12 type:16:ETHER_TYPE"),
  /** An Ethernet address for an IPv4 address. */
  ARP(
      28,
      "hardware:16 protocol:16:ETHER_TYPE hardwareSize:8 protocolSize:8 operation:16"
          + " senderMac:48:MAC sender:32:IPV4 targetMac:48:MAC target:32:IPV4"),
  /** IPv4; {@link Packet#options} stand behind its fields. */
  IPV4(
      20,
      "version:4 headerWords:4 dscp:6 ecn:2 length:16 id:16 flags:3 fragment:13 ttl:8"
          + " protocol:8:IP_PROTOCOL checksum:16:CHECKSUM source:32:IPV4 destination:32:IPV4"),
  /** IPv6. */
  IPV6(
      40,
      "version:4 trafficClass:8 flowLabel:20 length:16 protocol:8:IP_PROTOCOL ttl:8"
          + " source:128:IPV6 destination:128:IPV6"),
  /** Options of IPv6 for each hop, in units of 8 bytes behind the first 8. */
  HOP_BY_HOP(8, "protocol:8:IP_PROTOCOL units:8 option:8 optionLength:8 rest:32:HEX"),
  /** A way that IPv6 is told, in units of 8 bytes behind the first 8. */
  ROUTING(8, "protocol:8:IP_PROTOCOL units:8 type:8 left:8 rest:32:HEX"),
  /** A part of a packet of IPv6. */
  FRAGMENT(8, "protocol:8:IP_PROTOCOL reserved:8 fragment:13 reserved2:2 more:1 id:32"),
  /** Options of IPv6 for the destination, in units of 8 bytes behind the first 8. */
  DESTINATION(8, "protocol:8:IP_PROTOCOL units:8 option:8 optionLength:8 rest:32:HEX"),
  /** A tunnel (RFC 2784, 2890); a key and the like, which its first bits announce, are options. */
  GRE(
      4,
      "checksumThere:1 routing:1 keyThere:1 sequenceThere:1 reserved:9 version:3"
          + " type:16:ETHER_TYPE"),
  /** ICMP for IPv4, as echo requests and replies have it. */
  ICMP(8, "type:8 code:8 checksum:16:CHECKSUM id:16 sequence:16"),
  /** ICMP for IPv6, as echo requests and replies have it. */
  ICMPV6(8, "type:8 code:8 checksum:16:CHECKSUM id:16 sequence:16"),
  /** TCP; {@link Packet#options} stand behind its fields. */
  TCP(
      20,
      "source:16 destination:16 sequence:32 acknowledgment:32 headerWords:4 reserved:4"
          + " flags:8:FLAGS window:16 checksum:16:CHECKSUM urgent:16"),
  /** UDP. */
  UDP(8, "source:16 destination:16 length:16 checksum:16:CHECKSUM");

  private final int size;
  private final Map<String, HeaderField> fields;

  Header(int size, String fields) {
    this.size = size;
    Map<String, HeaderField> all = new LinkedHashMap<>();
    int bit = 0;
    for (String text : fields.split(" ")) {
      String[] parts = text.split(":");
      int width = Integer.parseInt(parts[1]);
      Form form = parts.length > 2 ? Form.valueOf(parts[2]) : NUMBER;
      all.put(parts[0], new HeaderField(parts[0], bit, width, form));
      bit += width;
    }
    this.fields = Collections.unmodifiableMap(all);
  }

  /** {@return how many bytes it has, without options} */
  public int size() {
    return size;
  }

  /** {@return the names of its fields, in order} */
  public List<String> fieldNames() {
    return List.copyOf(fields.keySet());
  }

  List<HeaderField> fields() {
    return new ArrayList<>(fields.values());
  }

  /** Throws if there is none, and tells what there is. */
  HeaderField field(String name) {
    return Suggestions.require("the " + this + " header", "field", name, fields);
  }

  Optional<HeaderField> optionalField(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** What the field before it says of the header that follows: {@code type} or {@code protocol}. */
  enum Next {
    OF_VLAN(Protocols.ETH_P_8021Q, VLAN, false),
    OF_ARP(Protocols.ETH_P_ARP, ARP, false),
    OF_IPV4(Protocols.ETH_P_IP, IPV4, false),
    OF_IPV6(Protocols.ETH_P_IPV6, IPV6, false),
    IPV4_INSIDE(Protocols.IPPROTO_IPIP, IPV4, true),
    IPV6_INSIDE(Protocols.IPPROTO_IPV6, IPV6, true),
    OF_HOP_BY_HOP(Protocols.IPPROTO_HOPOPTS, HOP_BY_HOP, true),
    OF_ROUTING(Protocols.IPPROTO_ROUTING, ROUTING, true),
    OF_FRAGMENT(Protocols.IPPROTO_FRAGMENT, FRAGMENT, true),
    OF_GRE(Protocols.IPPROTO_GRE, GRE, true),
    OF_DESTINATION(Protocols.IPPROTO_DSTOPTS, DESTINATION, true),
    OF_ICMP(Protocols.IPPROTO_ICMP, ICMP, true),
    OF_ICMPV6(Protocols.IPPROTO_ICMPV6, ICMPV6, true),
    OF_TCP(Protocols.IPPROTO_TCP, TCP, true),
    OF_UDP(Protocols.IPPROTO_UDP, UDP, true);

    final int number;
    final Header header;
    final boolean isInIp;

    Next(int number, Header header, boolean isInIp) {
      this.number = number;
      this.header = header;
      this.isInIp = isInIp;
    }

    static Optional<Next> of(Header before, long number) {
      return find(before, next -> next.number == number);
    }

    static Optional<Next> of(Header before, Header following) {
      return find(before, next -> next.header == following);
    }

    private static Optional<Next> find(Header before, java.util.function.Predicate<Next> wanted) {
      return before
          .naming()
          .flatMap(
              field -> {
                for (Next next : values()) {
                  if (next.isInIp == (field.form() == IP_PROTOCOL) && wanted.test(next)) {
                    return Optional.of(next);
                  }
                }
                return Optional.empty();
              });
    }
  }

  /** {@return the field that names the header that follows} */
  Optional<HeaderField> naming() {
    return switch (this) {
      case ETHERNET, VLAN, GRE -> optionalField("type");
      case IPV4, IPV6, HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION -> optionalField("protocol");
      case ARP, ICMP, ICMPV6, TCP, UDP -> Optional.empty();
    };
  }

  /** {@return how many bytes the header at {@code at} of {@code packet} has, with its options} */
  int length(byte[] packet, int at) {
    return switch (this) {
      case IPV4, TCP -> (int) field("headerWords").get(packet, at) * Integer.BYTES;
      case HOP_BY_HOP, ROUTING, DESTINATION ->
          size + (int) field("units").get(packet, at) * Long.BYTES;
      case GRE -> size + announced(packet, at) * Integer.BYTES;
      case ETHERNET, VLAN, ARP, IPV6, FRAGMENT, ICMP, ICMPV6, UDP -> size;
    };
  }

  private int announced(byte[] packet, int at) {
    return (int)
        (field("checksumThere").get(packet, at)
            + field("keyThere").get(packet, at)
            + field("sequenceThere").get(packet, at));
  }

  /** {@return the unit of its options in bytes; 0 if it has none} */
  int unit() {
    return switch (this) {
      case IPV4, TCP, GRE -> Integer.BYTES;
      case HOP_BY_HOP, ROUTING, DESTINATION -> Long.BYTES;
      case ETHERNET, VLAN, ARP, IPV6, FRAGMENT, ICMP, ICMPV6, UDP -> 0;
    };
  }

  /** {@return whether what follows it is a part of something: not its first} */
  boolean isLaterFragment(byte[] packet, int at) {
    return optionalField("fragment").map(field -> field.get(packet, at) != 0).orElse(false);
  }

  boolean isIp() {
    return this == IPV4 || this == IPV6;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
