package dev.jbpf.vm.packet;

import java.util.HexFormat;

/** Addresses as text. Names are not looked up. */
final class AddressTexts {
  private AddressTexts() {}

  static byte[] parse(HeaderField.Form form, String text) {
    return switch (form) {
      case MAC -> mac(text);
      case IPV4 -> ipv4(text);
      case IPV6 -> ipv6(text);
      case NUMBER, HEX, FLAGS, ETHER_TYPE, IP_PROTOCOL, CHECKSUM ->
          throw new IllegalArgumentException("a number, not '" + text + "'");
    };
  }

  static String text(HeaderField.Form form, byte[] address) {
    return switch (form) {
      case MAC -> HexFormat.ofDelimiter(":").formatHex(address);
      case IPV6 -> ipv6(address);
      default -> ipv4(address);
    };
  }

  private static byte[] mac(String text) {
    if (!text.matches("\\p{XDigit}{2}([:-]\\p{XDigit}{2}){5}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no Ethernet address, such as 02:00:00:00:00:01");
    }
    return HexFormat.of().parseHex(text.replaceAll("[:-]", ""));
  }

  private static byte[] ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (parts.length != 4 || !parts[i].matches("\\d{1,3}") || Integer.parseInt(parts[i]) > 255) {
        throw new IllegalArgumentException("'" + text + "' is no IPv4 address, such as 192.0.2.1");
      }
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return address;
  }

  private static String ipv4(byte[] address) {
    StringBuilder text = new StringBuilder();
    for (byte part : address) {
      text.append(text.isEmpty() ? "" : ".").append(part & 0xff);
    }
    return text.toString();
  }

  private static byte[] ipv6(String text) {
    int gap = text.indexOf("::");
    byte[] front = words(text, gap < 0 ? text : text.substring(0, gap));
    byte[] back = words(text, gap < 0 ? "" : text.substring(gap + 2));
    if (gap < 0 ? front.length != 16 : front.length + back.length > 14) {
      throw noIpv6(text);
    }
    byte[] address = new byte[16];
    System.arraycopy(front, 0, address, 0, front.length);
    System.arraycopy(back, 0, address, 16 - back.length, back.length);
    return address;
  }

  private static byte[] words(String whole, String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[parts.length * 2];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("\\p{XDigit}{1,4}")) {
        throw noIpv6(whole);
      }
      int word = Integer.parseInt(parts[i], 16);
      bytes[2 * i] = (byte) (word >> 8);
      bytes[2 * i + 1] = (byte) word;
    }
    return bytes;
  }

  private static IllegalArgumentException noIpv6(String text) {
    return new IllegalArgumentException("'" + text + "' is no IPv6 address, such as 2001:db8::1");
  }

  /** The longest run of zeros is left out, as RFC 5952 has it. */
  private static String ipv6(byte[] address) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && word(address, end) == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        boolean needsColon = !text.isEmpty() && text.charAt(text.length() - 1) != ':';
        text.append(needsColon ? ":" : "").append(Integer.toHexString(word(address, i)));
      }
    }
    return text.toString();
  }

  private static int word(byte[] address, int index) {
    return (address[2 * index] & 0xff) << 8 | address[2 * index + 1] & 0xff;
  }
}
