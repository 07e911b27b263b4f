package dev.jbpf.vm.context;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets from a file of tcpdump's format, in either byte order, with microseconds or nanoseconds,
 * or of Wireshark's, pcapng; and to such files.
 *
 * <p>Source: pcap-savefile(5).
 */
public final class Pcap {
  private static final int HEADER = 24;
  private static final int RECORD = 16;
  private static final int LONGEST = 262_144;
  private static final int ETHERNET = 1;
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int NANOS_A_MICRO = 1_000;

  private final String name;
  private final ByteBuffer in;
  private final int nanosAFraction;

  /**
   * A packet.
   *
   * @param time when it was captured
   * @param bytes what was captured of it
   */
  public record Packet(Instant time, byte[] bytes) {}

  private Pcap(String name, ByteBuffer in) throws IOException {
    this.name = name;
    this.in = in;
    this.nanosAFraction = magic() == NANOSECONDS ? 1 : NANOS_A_MICRO;
  }

  /**
   * {@return the packets of {@code file}, in order}
   *
   * @throws IOException if it cannot be read, or is no such file
   */
  public static List<Packet> read(Path file) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /**
   * {@return the packets of a file with that content, in order}
   *
   * @param name what messages call the file
   * @throws IOException if it is no such file
   */
  public static List<Packet> parse(String name, byte[] content) throws IOException {
    if (content.length >= HEADER && ByteBuffer.wrap(content).getInt() == PcapNg.SECTION) {
      return PcapNg.parse(name, content);
    }
    if (content.length < HEADER) {
      throw new IOException(name + " is no pcap file: it has " + content.length + " bytes only");
    }
    return new Pcap(name, ByteBuffer.wrap(content)).packets();
  }

  /**
   * Writes packets of Ethernet: as pcapng where the file's name ends so, as pcap with nanoseconds
   * else.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, List<Packet> packets) throws IOException {
    boolean isNg = file.toString().endsWith(".pcapng");
    Files.write(file, isNg ? PcapNg.bytes(packets) : bytes(packets));
  }

  private static byte[] bytes(List<Packet> packets) {
    int size = packets.stream().mapToInt(packet -> RECORD + packet.bytes().length).sum();
    ByteBuffer out = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(NANOSECONDS).putShort((short) 2).putShort((short) 4).putLong(0);
    out.putInt(LONGEST).putInt(ETHERNET);
    for (Packet packet : packets) {
      int length = packet.bytes().length;
      out.putInt((int) packet.time().getEpochSecond()).putInt(packet.time().getNano());
      out.putInt(length).putInt(length).put(packet.bytes());
    }
    return out.array();
  }

  /** Sets the byte order in which the first number makes sense; {@return that number} */
  private int magic() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      int magic = in.order(order).getInt(0);
      if (magic == MICROSECONDS || magic == NANOSECONDS) {
        return magic;
      }
    }
    throw new IOException(
        name
            + " is no pcap file: it starts with "
            + Integer.toHexString(in.order(ByteOrder.BIG_ENDIAN).getInt(0)));
  }

  private List<Packet> packets() throws IOException {
    in.position(HEADER);
    List<Packet> packets = new ArrayList<>();
    try {
      while (in.hasRemaining()) {
        packets.add(next());
      }
    } catch (BufferUnderflowException e) {
      throw new IOException(name + " ends in the middle of packet " + (packets.size() + 1), e);
    }
    return packets;
  }

  /** Seconds, their fraction, the length that was captured, the whole length; the bytes. */
  private Packet next() {
    long seconds = Integer.toUnsignedLong(in.getInt());
    long fraction = Integer.toUnsignedLong(in.getInt());
    int captured = in.getInt();
    in.getInt();
    if (captured < 0 || captured > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[captured];
    in.get(bytes);
    return new Packet(Instant.ofEpochSecond(seconds, fraction * nanosAFraction), bytes);
  }
}
