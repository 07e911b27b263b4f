package dev.jbpf.vm.packet;

/**
 * The checksum of RFC 1071, and what it is over.
 *
 * <p>Source: RFC 768, 792, 8200 (section 8.1), 9293.
 */
final class InternetChecksum {
  private InternetChecksum() {}

  /**
   * {@return what belongs into the field {@code checksum} of a header, whatever is there}
   *
   * @param packet all of it
   * @param header which
   * @param at where it starts
   * @param end where what it covers ends
   * @param ip the header of IP around it
   */
  static int of(byte[] packet, Header header, int at, int end, DecodedPacket.Place ip) {
    HeaderField field = header.field("checksum");
    boolean isAlone = header == Header.IPV4 || header == Header.ICMP;
    long sum = isAlone ? 0 : pseudoHeader(packet, header, end - at, ip);
    int last = header == Header.IPV4 ? at + header.length(packet, at) : end;
    for (int i = at; i < Math.min(last, packet.length); i++) {
      boolean isField = i - at == field.offset() || i - at == field.offset() + 1;
      int value = isField ? 0 : packet[i] & 0xff;
      sum += (i - at) % 2 == 0 ? value << 8 : value;
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    int checksum = (int) ~sum & 0xffff;
    return header == Header.UDP && checksum == 0 ? 0xffff : checksum;
  }

  /** Addresses, protocol, length. */
  private static long pseudoHeader(
      byte[] packet, Header header, int length, DecodedPacket.Place ip) {
    long sum = length + Header.Next.of(ip.header(), header).orElseThrow().number;
    for (String name : new String[] {"source", "destination"}) {
      HeaderField field = ip.header().field(name);
      int start = ip.offset() + field.offset();
      for (int i = 0; i < field.bytes(); i++) {
        int value = packet[start + i] & 0xff;
        sum += i % 2 == 0 ? value << 8 : value;
      }
    }
    return sum;
  }
}
