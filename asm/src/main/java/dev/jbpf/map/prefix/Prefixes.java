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
  record Parts(InetAddress address, int bits) {}

  static Parts parse(String text, int most) {
    String[] parts = text.split("/", 2);
    try {
      if (!ADDRESS.matcher(parts[0]).matches()) {
        throw wrong(text);
      }
      InetAddress address = InetAddress.getByName(parts[0]);
      return new Parts(address, parts.length == 1 ? most : Integer.parseInt(parts[1]));
    } catch (UnknownHostException | NumberFormatException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no network: write 10.0.0.0/8, or 2001:db8::/32");
  }

  static boolean isInside(byte[] network, byte[] address, int bits) {
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
