package dev.jbpf.testkit.sweep;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Packets of several kinds and lengths, from the Ethernet header on. */
final class Packets {
  static final byte[] IPV4_UDP = filled(frame(0x0800, 0x45, 90), 23, 17);
  static final byte[] IPV4_TCP = filled(frame(0x0800, 0x45, 74), 23, 6);
  static final byte[] IPV6_UDP = filled(frame(0x86dd, 0x60, 110), 20, 17);
  static final byte[] ARP = frame(0x0806, 0x00, 60);
  static final byte[] MULTICAST_ALL = addressed(0xff, 0xff);
  static final byte[] MULTICAST = addressed(0x01, 0x00);
  static final byte[] IEEE_802_2 = frame(0x0123, 0x11, 70);
  static final byte[] IEEE_802_3 = filled(filled(frame(0x0123, 0x11, 70), 14, 0xff), 15, 0xff);

  /** A VLAN, two: what lies there is marked with congestion, too. */
  static final byte[] TAGGED = typed(frame(0x8100, 0x20, 70), 16, 0x0800);

  static final byte[] TAGGED_TWICE = typed(typed(frame(0x88a8, 0x20, 90), 16, 0x8100), 20, 0x86dd);

  /** The type behind the tag is there, or not. */
  static final List<byte[]> TAGGED_AT_THE_END =
      List.of(frame(0x8100, 0x20, 16), typed(frame(0x8100, 0x20, 18), 16, 0x0800));

  /** What control groups see: no Ethernet header. */
  static final byte[] IPV4_ALONE = Arrays.copyOfRange(IPV4_UDP, 14, IPV4_UDP.length);

  static final byte[] IPV6_ALONE = Arrays.copyOfRange(IPV6_UDP, 14, IPV6_UDP.length);
  static final byte[] NUMBERS = numbers(64);
  static final byte[] NUMBERS_LONG = numbers(1_500);

  static final List<byte[]> ALL =
      List.of(
          IPV4_UDP,
          IPV4_TCP,
          IPV6_UDP,
          ARP,
          NUMBERS,
          NUMBERS_LONG,
          MULTICAST_ALL,
          MULTICAST,
          IEEE_802_2,
          IEEE_802_3,
          TAGGED,
          TAGGED_TWICE,
          IPV4_ALONE,
          IPV6_ALONE);

  private Packets() {}

  private static byte[] numbers(int size) {
    byte[] packet = new byte[size];
    for (int i = 0; i < size; i++) {
      packet[i] = (byte) i;
    }
    return packet;
  }

  private static byte[] frame(int protocol, int first, int size) {
    byte[] packet = numbers(size);
    for (int i = 0; i < 12; i++) {
      packet[i] = 0;
    }
    ByteBuffer.wrap(packet).putShort(12, (short) protocol).put(14, (byte) first);
    return packet;
  }

  private static byte[] addressed(int first, int others) {
    byte[] packet = frame(0x0800, 0x45, 64);
    Arrays.fill(packet, 0, 6, (byte) others);
    packet[0] = (byte) first;
    return packet;
  }

  private static byte[] typed(byte[] packet, int at, int protocol) {
    ByteBuffer.wrap(packet).putShort(at, (short) protocol);
    return packet;
  }

  private static byte[] filled(byte[] packet, int at, int value) {
    packet[at] = (byte) value;
    return packet;
  }
}
