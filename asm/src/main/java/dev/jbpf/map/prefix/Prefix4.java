package dev.jbpf.map.prefix;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A network of IPv4 as keys of a {@link MapDef#lpmTrie} have it.
 *
 * @param bits how many bits of {@code network} count, 0 to 32
 * @param network its address
 */
public record Prefix4(int bits, Inet4Address network) {
  private static final int BITS = 32;

  /**
   * A network.
   *
   * @throws IllegalArgumentException if it has more bits than an address
   */
  public Prefix4 {
    Prefixes.requireBits(bits, BITS);
  }

  /**
   * {@return the network that is written so, or the address as one of itself}
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Prefix4 parse(String text) {
    Prefixes.Parts<Inet4Address> parts = Prefixes.parse(text, Inet4Address.class, "IPv4", BITS);
    return new Prefix4(parts.bits(), parts.address());
  }

  /** {@return a map by networks; what is known of an address is what the smallest of them has} */
  public static <V> MapDef<Prefix4, V> map(String name, Codec<V> value, int maxEntries) {
    return MapDef.lpmTrie(name, Codec.record(Prefix4.class), value, maxEntries);
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
