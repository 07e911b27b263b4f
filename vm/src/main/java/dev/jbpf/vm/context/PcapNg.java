package dev.jbpf.vm.context;

import dev.jbpf.vm.context.Pcap.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets in the format of Wireshark's files: blocks, of which those with packets count. What a
 * block says of its length is believed only as far as the file goes.
 *
 * <p>Source: the Internet draft "PCAP Now Generic (pcapng) Capture File Format".
 */
final class PcapNg {
  static final int SECTION = 0x0a0d0d0a;
  private static final int ORDER = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int OLD_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int PACKET = 6;

  private static final int RESOLUTION = 9;
  private static final int OFFSET = 14;
  private static final int ETHERNET = 1;
  private static final int BLOCK = 12;
  private static final long NANOS = 1_000_000_000L;

  private final String name;
  private final ByteBuffer in;
  private final List<Clock> interfaces = new ArrayList<>();
  private final List<Packet> packets = new ArrayList<>();

  /** How an interface counts time: so many parts of a second, from so many seconds on. */
  private record Clock(BigInteger partsASecond, long offset) {
    Instant at(long parts) {
      BigInteger[] seconds =
          new BigInteger(Long.toUnsignedString(parts)).divideAndRemainder(partsASecond);
      BigInteger nanos = seconds[1].multiply(BigInteger.valueOf(NANOS)).divide(partsASecond);
      return Instant.ofEpochSecond(
          Math.addExact(offset, seconds[0].longValueExact()), nanos.longValueExact());
    }
  }

  private PcapNg(String name, byte[] content) {
    this.name = name;
    this.in = ByteBuffer.wrap(content);
  }

  static List<Packet> parse(String name, byte[] content) throws IOException {
    PcapNg file = new PcapNg(name, content);
    try {
      while (file.in.hasRemaining()) {
        file.block();
      }
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw new IOException(
          name + " is broken behind packet " + file.packets.size() + ", in a block", e);
    }
    return file.packets;
  }

  private void block() throws IOException {
    int start = in.position();
    int type = in.getInt();
    if (type == SECTION) {
      order(in.getInt(start + 8));
      interfaces.clear();
    }
    int length = in.getInt();
    if (length < BLOCK || length % 4 != 0 || length > in.capacity() - start) {
      throw new IOException(
          name + " has a block at byte " + start + " that says that it has " + length + " bytes");
    }
    ByteBuffer body = in.slice(start + 8, length - BLOCK).order(in.order());
    in.position(start + length);
    switch (type) {
      case INTERFACE -> interfaces.add(clock(body));
      case PACKET -> packet(body, body.getInt());
      case OLD_PACKET -> {
        int number = body.getShort() & 0xffff;
        body.getShort();
        packet(body, number);
      }
      case SIMPLE_PACKET -> {
        int whole = body.getInt();
        packets.add(new Packet(Instant.EPOCH, bytes(body, Math.min(whole, body.remaining()))));
      }
      default -> {
        // Names, statistics, and what is to come.
      }
    }
  }

  private void order(int magic) throws IOException {
    if (magic != ORDER) {
      in.order(in.order() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      if (Integer.reverseBytes(magic) != ORDER) {
        throw new IOException(name + " is no pcapng file: it has no order of bytes");
      }
    }
  }

  private void packet(ByteBuffer body, int number) throws IOException {
    if (number < 0 || number >= interfaces.size()) {
      throw new IOException(name + " has a packet of interface " + number + ", which is not there");
    }
    long time = Integer.toUnsignedLong(body.getInt()) << 32 | Integer.toUnsignedLong(body.getInt());
    int captured = body.getInt();
    body.getInt();
    packets.add(new Packet(interfaces.get(number).at(time), bytes(body, captured)));
  }

  private static byte[] bytes(ByteBuffer body, int count) {
    if (count < 0 || count > body.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[count];
    body.get(bytes);
    return bytes;
  }

  private static Clock clock(ByteBuffer body) {
    body.getInt();
    body.getInt();
    BigInteger parts = BigInteger.valueOf(NANOS / 1_000);
    long offset = 0;
    while (body.remaining() >= 4) {
      int code = body.getShort() & 0xffff;
      int length = body.getShort() & 0xffff;
      if (code == 0) {
        break;
      }
      byte[] value = bytes(body, length);
      body.position(Math.min(body.limit(), body.position() + (-length & 3)));
      if (code == RESOLUTION && length >= 1) {
        parts = BigInteger.valueOf(value[0] < 0 ? 2 : 10).pow(value[0] & 0x7f);
      } else if (code == OFFSET && length == Long.BYTES) {
        offset = ByteBuffer.wrap(value).order(body.order()).getLong();
      }
    }
    return new Clock(parts, offset);
  }

  /** {@return a file of one interface, with times in nanoseconds} */
  static byte[] bytes(List<Packet> packets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(
        out,
        SECTION,
        numbers(16).putInt(ORDER).putShort((short) 1).putShort((short) 0).putLong(-1));
    ByteBuffer description = numbers(20).putShort((short) ETHERNET).putShort((short) 0).putInt(0);
    description.putShort((short) RESOLUTION).putShort((short) 1).putInt(9).putInt(0);
    write(out, INTERFACE, description);
    for (Packet packet : packets) {
      long time = packet.time().getEpochSecond() * NANOS + packet.time().getNano();
      int size = packet.bytes().length;
      ByteBuffer body = numbers(20 + size + (-size & 3));
      body.putInt(0).putInt((int) (time >>> 32)).putInt((int) time).putInt(size).putInt(size);
      write(out, PACKET, body.put(packet.bytes()));
    }
    return out.toByteArray();
  }

  private static ByteBuffer numbers(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(ByteArrayOutputStream out, int type, ByteBuffer body) {
    int length = body.capacity() + BLOCK;
    out.writeBytes(numbers(8).putInt(type).putInt(length).array());
    out.writeBytes(body.array());
    out.writeBytes(numbers(4).putInt(length).array());
  }
}
