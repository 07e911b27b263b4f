package dev.jbpf.vm.packet;

import dev.jbpf.vm.packet.HeaderField.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A packet, taken apart into headers as far as these are known and whole. Any bytes can be. */
public final class DecodedPacket {
  private static final String FLAGS = "FSRPAUEC";

  private final byte[] bytes;
  private final List<Place> places = new ArrayList<>();
  private int payload;
  private int end;

  /**
   * A header in a packet.
   *
   * @param header which
   * @param offset where it starts
   * @param end where what it covers ends, itself and what follows
   */
  record Place(Header header, int offset, int end) {}

  private DecodedPacket(byte[] bytes, Header first) {
    this.bytes = bytes;
    this.end = bytes.length;
    Optional<Header> header = Optional.of(first);
    while (header.isPresent() && payload + header.get().size() <= end) {
      header = add(header.get());
    }
  }

  /** {@return {@code bytes}, from an Ethernet header on} */
  public static DecodedPacket ethernet(byte[] bytes) {
    return new DecodedPacket(bytes.clone(), Header.ETHERNET);
  }

  /** {@return {@code bytes}, from the header of the network on, IPv6 if its version says so} */
  public static DecodedPacket network(byte[] bytes) {
    boolean isIpv6 = bytes.length > 0 && bytes[0] >> 4 == 6;
    return new DecodedPacket(bytes.clone(), isIpv6 ? Header.IPV6 : Header.IPV4);
  }

  /** {@return what follows} */
  private Optional<Header> add(Header header) {
    int at = payload;
    int length = header.length(bytes, at);
    boolean isWhole = length >= header.size() && at + length <= end;
    if (header == Header.IPV4 && isWhole) {
      shorten(at + (int) value(header, at, "length"), at + length);
    } else if (header == Header.IPV6) {
      shorten(at + length + (int) value(header, at, "length"), at + length);
    }
    places.add(new Place(header, at, end));
    payload = at + (isWhole ? length : header.size());
    return isWhole && !header.isLaterFragment(bytes, at)
        ? header
            .naming()
            .flatMap(field -> Header.Next.of(header, field.get(bytes, at)))
            .map(next -> next.header)
        : Optional.empty();
  }

  /** What is behind the length that IP tells is padding. */
  private void shorten(int told, int least) {
    if (told >= least && told < end) {
      end = told;
    }
  }

  private long value(Header header, int at, String field) {
    return header.field(field).get(bytes, at);
  }

  /** {@return the headers, from the outermost on} */
  public List<Header> headers() {
    return places.stream().map(Place::header).toList();
  }

  List<Place> places() {
    return places;
  }

  /** {@return what follows the headers; padding of short frames is left out} */
  public byte[] payload() {
    return Arrays.copyOfRange(bytes, payload, end);
  }

  int payloadOffset() {
    return payload;
  }

  /** {@return all of the packet, a copy: for the next run of a program, or a file} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * {@return a field of the innermost header of that kind, as a number}
   *
   * @throws IllegalArgumentException if the packet has no such header, or it has no such field, or
   *     the field is an address
   */
  public long number(Header header, String field) {
    HeaderField found = header.field(field);
    if (found.width() > Long.SIZE) {
      throw new IllegalArgumentException(header + "." + field + " is an address: ask for its text");
    }
    return found.get(bytes, innermost(header).offset());
  }

  /**
   * {@return a field of the innermost header of that kind, as messages write it}
   *
   * @throws IllegalArgumentException if the packet has no such header, or it has no such field
   */
  public String text(Header header, String field) {
    return text(innermost(header), header.field(field));
  }

  private Place innermost(Header header) {
    return places.stream()
        .filter(place -> place.header() == header)
        .reduce((outer, inner) -> inner)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the packet has no " + header + " header; it has " + headers()));
  }

  String text(Place place, HeaderField field) {
    if (field.isAddress()) {
      int start = place.offset() + field.offset();
      return AddressTexts.text(
          field.form(), Arrays.copyOfRange(bytes, start, start + field.bytes()));
    }
    long value = field.get(bytes, place.offset());
    return switch (field.form()) {
      case FLAGS -> flags(value);
      case ETHER_TYPE, IP_PROTOCOL ->
          Header.Next.of(place.header(), value)
              .map(next -> next.header.toString())
              .orElse(field.form() == Form.ETHER_TYPE ? hex(value) : "" + value);
      case CHECKSUM -> hex(value) + verdict(place, (int) value);
      case HEX -> hex(value);
      case NUMBER, MAC, IPV4, IPV6 -> Long.toString(value);
    };
  }

  private static String hex(long value) {
    return String.format("0x%04x", value);
  }

  private static String flags(long value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < FLAGS.length(); i++) {
      text.append((value >> i & 1) != 0 ? FLAGS.charAt(i) : "");
    }
    return text.isEmpty() ? "none" : text.toString();
  }

  private String verdict(Place place, int value) {
    if (place.header() == Header.UDP && value == 0) {
      return " (none)";
    }
    int right = rightChecksum(place);
    return value == right ? " (right)" : " (wrong, " + hex(right) + " is right)";
  }

  int rightChecksum(Place place) {
    Place ip = place;
    for (Place before : places) {
      ip = before.header().isIp() && before.offset() < place.offset() ? before : ip;
    }
    return InternetChecksum.of(bytes, place.header(), place.offset(), place.end(), ip);
  }

  /** {@return a line a header with all its fields, and the payload as a hexdump} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Place place : places) {
      text.append(String.format("%-9s", place.header()));
      for (HeaderField field : place.header().fields()) {
        text.append(' ').append(field.name()).append(' ').append(text(place, field)).append(',');
      }
      text.append(options(place));
      text.setCharAt(text.length() - 1, '\n');
    }
    if (payload < bytes.length) {
      text.append(bytes.length - payload).append(" bytes\n");
      text.append(Hexdump.of(bytes, payload, bytes.length));
    }
    return text.toString();
  }

  /** {@return the bytes behind a header's fields that are still its own, if there are some} */
  byte[] optionsOf(Place place) {
    int first = place.offset() + place.header().size();
    int last = place.offset() + place.header().length(bytes, place.offset());
    return Arrays.copyOfRange(bytes, first, Math.max(first, Math.min(last, payload)));
  }

  private String options(Place place) {
    byte[] options = optionsOf(place);
    return options.length == 0 ? "" : " options " + HexFormat.of().formatHex(options) + ",";
  }

  /** {@return the bytes in hexadecimal, without anything between} */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }
}
