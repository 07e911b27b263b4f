package dev.jbpf.map.prefix;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A network of IPv6 as keys of a {@link MapDef#lpmTrie} have it.
 *
 * @param bits how many bits of {@code network} count, 0 to 128
 * @param network its address
 */
public record Prefix6(int bits, Inet6Address network) {
  private static final int BITS = 128;

  /**
   * A network.
   *
   * @throws IllegalArgumentException if it has more bits than an address
   */
  public Prefix6 {
    Prefixes.requireBits(bits, BITS);
  }

  /**
   * {@return the network that is written so, or the address as one of itself}
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Prefix6 parse(String text) {
    Prefixes.Parts<Inet6Address> parts = Prefixes.parse(text, Inet6Address.class, "IPv6", BITS);
    return new Prefix6(parts.bits(), parts.address());
  }

  /** {@return a map by networks; what is known of an address is what the smallest of them has} */
  public static <V> MapDef<Prefix6, V> map(String name, Codec<V> value, int maxEntries) {
    return MapDef.lpmTrie(name, Codec.record(Prefix6.class), value, maxEntries);
  }

  /** {@return whether {@code address} is in it} */
  public boolean contains(InetAddress address) {
    return Prefixes.isInside(network, address, bits);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
