package dev.jbpf.dsl.value.library;

import dev.jbpf.dsl.value.Body;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.packet.Ipv6;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.prefix.Prefix4;
import dev.jbpf.map.prefix.Prefix6;
import java.net.Inet6Address;

/**
 * What is known of networks, and of single addresses: of several networks that an address is in,
 * the smallest counts.
 *
 * <pre>{@code
 * MapDef<Prefix4, Long> blocked = Prefix4.map("blocked", Codec.U64, 1024);
 * Probe.xdp("firewall", p -> {
 *   Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
 *   Networks.find(p, blocked, ip.source()).orReturn(XdpAction.PASS).addAtomic(1);
 *   p.exit(XdpAction.DROP);
 * });
 * }</pre>
 */
public final class Networks {
  private static final int BITS4 = 32;
  private static final int BITS6 = 128;

  private Networks() {}

  /** {@return what {@code map} has for the smallest network that {@code address} is in} */
  public static <V> Maybe<Cell<V>> find(Body p, MapDef<Prefix4, V> map, Be32 address) {
    return p.map(map).find(p.record(Prefix4.class, BITS4, address));
  }

  /**
   * {@return what {@code map} has for the smallest network that {@code address} is in: one of
   * {@link Ipv6}}
   */
  public static <V> Maybe<Cell<V>> find(
      Body p, MapDef<Prefix6, V> map, Cell<Inet6Address> address) {
    Cell<Prefix6> key = p.record(Prefix6.class).set(Prefix6::bits, BITS6);
    key.at(Prefix6::network).set(address);
    return p.map(map).find(key);
  }
}
