package dev.jbpf.vm.packet;

import java.util.Arrays;
import java.util.HexFormat;

/** What differs between two packets, in terms of headers and fields where these are the same. */
public final class PacketDifference {
  private PacketDifference() {}

  /** {@return a line a difference, such as {@code ipv4.ttl: expected 63, is 64}; empty if none} */
  public static String text(DecodedPacket expected, DecodedPacket actual) {
    StringBuilder text = new StringBuilder();
    if (expected.bytes().length != actual.bytes().length) {
      text.append(
          String.format(
              "length: expected %d bytes, is %d%n",
              expected.bytes().length, actual.bytes().length));
    }
    if (!expected.headers().equals(actual.headers())) {
      text.append(
          String.format("headers: expected %s, is %s%n", expected.headers(), actual.headers()));
      return text + Hexdump.difference(expected.bytes(), actual.bytes(), 0);
    }
    for (int i = 0; i < expected.places().size(); i++) {
      fields(text, expected, actual, i);
    }
    int rest = Math.min(expected.payloadOffset(), actual.payloadOffset());
    if (!Arrays.equals(tail(expected, rest), tail(actual, rest))) {
      text.append("behind the headers:\n");
      text.append(Hexdump.difference(expected.bytes(), actual.bytes(), rest));
    }
    return text.toString();
  }

  private static byte[] tail(DecodedPacket packet, int from) {
    return Arrays.copyOfRange(packet.bytes(), from, packet.bytes().length);
  }

  private static void fields(
      StringBuilder text, DecodedPacket expected, DecodedPacket actual, int index) {
    DecodedPacket.Place here = expected.places().get(index);
    DecodedPacket.Place there = actual.places().get(index);
    for (HeaderField field : here.header().fields()) {
      String wanted = expected.text(here, field);
      String found = actual.text(there, field);
      if (!wanted.equals(found)) {
        text.append(
            String.format(
                "%s.%s: expected %s, is %s%n", here.header(), field.name(), wanted, found));
      }
    }
    options(text, here, expected.optionsOf(here), actual.optionsOf(there));
  }

  private static void options(
      StringBuilder text, DecodedPacket.Place here, byte[] expected, byte[] actual) {
    if (!Arrays.equals(expected, actual)) {
      HexFormat hex = HexFormat.of();
      text.append(
          String.format(
              "%s.options: expected %s, is %s%n",
              here.header(), hex.formatHex(expected), hex.formatHex(actual)));
    }
  }
}
