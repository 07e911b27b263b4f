package dev.jbpf.map.prefix;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Networks as people write them: {@code 10.0.0.0/8}. */
final class Prefixes {
  /** Names are not looked up. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Prefixes() {}

  /** An address, and how many bits of it count. */
  record Parts<A extends InetAddress>(A address, int bits) {}

  /** The parts of a network of {@code family}, whose addresses have {@code most} bits. */
  static <A extends InetAddress> Parts<A> parse(
      String text, Class<A> family, String familyName, int most) {
    String[] parts = text.split("/", 2);
    try {
      if (!ADDRESS.matcher(parts[0]).matches()) {
        throw wrong(text);
      }
      InetAddress address = InetAddress.getByName(parts[0]);
      int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
      if (!family.isInstance(address)) {
        throw new IllegalArgumentException("'" + text + "' is no network of " + familyName);
      }
      return new Parts<>(family.cast(address), bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no network: write 10.0.0.0/8, or 2001:db8::/32");
  }

  static void requireBits(int bits, int most) {
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(bits + " bits of a network: must be 0 to " + most);
    }
  }

  /** Whether {@code address} is of the same family, and has the first bits of {@code prefix}. */
  static boolean isInside(InetAddress prefix, InetAddress other, int bits) {
    byte[] network = prefix.getAddress();
    byte[] address = other.getAddress();
    if (network.length != address.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % Byte.SIZE;
      int at = i / Byte.SIZE;
      if ((network[at] & mask) != (address[at] & mask)) {
        return false;
      }
    }
    return true;
  }
}
