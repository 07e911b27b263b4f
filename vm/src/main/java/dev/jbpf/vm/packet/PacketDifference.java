package dev.jbpf.vm.packet;

import java.util.Arrays;
import java.util.HexFormat;

/** What differs between two packets, in terms of headers and fields where these are the same. */
public final class PacketDifference {
  private final StringBuilder text = new StringBuilder();
  private final String first;
  private final String second;
  private final DecodedPacket here;
  private final DecodedPacket there;

  private PacketDifference(String first, DecodedPacket here, String second, DecodedPacket there) {
    this.first = first;
    this.here = here;
    this.second = second;
    this.there = there;
  }

  /** {@return a line a difference, such as {@code ipv4.ttl: expected 63, is 64}; empty if none} */
  public static String text(DecodedPacket expected, DecodedPacket actual) {
    return text("expected", expected, "is", actual);
  }

  /**
   * {@return the same of two packets that are called so}
   *
   * @param first what the first packet is, such as {@code expected}
   * @param second what the second is
   */
  public static String text(String first, DecodedPacket here, String second, DecodedPacket there) {
    return new PacketDifference(first, here, second, there).all();
  }

  private String all() {
    int length = here.bytes().length;
    if (length != there.bytes().length) {
      add("length", length + " bytes", there.bytes().length + " bytes");
    }
    if (!here.headers().equals(there.headers())) {
      add("headers", here.headers().toString(), there.headers().toString());
      return text + hexdump(0);
    }
    for (int i = 0; i < here.places().size(); i++) {
      fields(here.places().get(i), there.places().get(i));
    }
    int rest = Math.min(here.payloadOffset(), there.payloadOffset());
    if (!Arrays.equals(tail(here, rest), tail(there, rest))) {
      text.append("behind the headers:\n").append(hexdump(rest));
    }
    return text.toString();
  }

  private void add(String what, String one, String other) {
    text.append(String.format("%s: %s %s, %s %s%n", what, first, one, second, other));
  }

  private String hexdump(int from) {
    return Hexdump.difference(first, here.bytes(), second, there.bytes(), from);
  }

  private static byte[] tail(DecodedPacket packet, int from) {
    return Arrays.copyOfRange(packet.bytes(), from, packet.bytes().length);
  }

  private void fields(DecodedPacket.Place one, DecodedPacket.Place other) {
    for (HeaderField field : one.header().fields()) {
      String wanted = here.text(one, field);
      String found = there.text(other, field);
      if (!wanted.equals(found)) {
        add(one.header() + "." + field.name(), wanted, found);
      }
    }
    byte[] wanted = here.optionsOf(one);
    byte[] found = there.optionsOf(other);
    if (!Arrays.equals(wanted, found)) {
      HexFormat hex = HexFormat.of();
      add(one.header() + ".options", hex.formatHex(wanted), hex.formatHex(found));
    }
  }
}
