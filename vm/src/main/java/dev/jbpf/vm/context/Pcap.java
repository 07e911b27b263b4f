package dev.jbpf.vm.context;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packets from a file of tcpdump's format, in either byte order. */
public final class Pcap {
  private static final int HEADER = 24;
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;

  private Pcap() {}

  /**
   * {@return the packets of {@code file}, in order}
   *
   * @throws IOException if it cannot be read, or is no such file
   */
  public static List<byte[]> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    try {
      setOrder(in, file);
      in.position(HEADER);
      List<byte[]> packets = new ArrayList<>();
      while (in.hasRemaining()) {
        packets.add(next(in));
      }
      return packets;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException(file + " ends in the middle of a packet", e);
    }
  }

  private static void setOrder(ByteBuffer in, Path file) throws IOException {
    int magic = in.order(ByteOrder.BIG_ENDIAN).getInt(0);
    if (magic != MICROSECONDS && magic != NANOSECONDS) {
      in.order(ByteOrder.LITTLE_ENDIAN);
      magic = in.getInt(0);
    }
    if (magic != MICROSECONDS && magic != NANOSECONDS) {
      throw new IOException(
          file + " is no pcap file: it starts with " + Integer.toHexString(magic));
    }
  }

  /** Seconds, their fraction, the length that was captured, the whole length; the bytes. */
  private static byte[] next(ByteBuffer in) {
    in.getLong();
    int captured = in.getInt();
    in.getInt();
    if (captured < 0 || captured > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] packet = new byte[captured];
    in.get(packet);
    return packet;
  }
}
