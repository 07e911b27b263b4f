package dev.jbpf.runtime;

import dev.jbpf.kernel.ProgramType;
import java.util.Arrays;

/**
 * The Ethernet header that a test run wants in front of each packet, and takes away before programs
 * of most types see it.
 *
 * <p>Source: {@code bpf_prog_test_run_skb} in {@code net/bpf/test_run.c}.
 */
final class HiddenHeader {
  private static final int SIZE = 14;
  private static final int TYPE = 12;
  private static final byte[] IPV4 = {0x08, 0x00};
  private static final byte[] IPV6 = {(byte) 0x86, (byte) 0xdd};

  private HiddenHeader() {}

  /** {@return how many bytes in front of the packet programs of {@code type} do not see} */
  static int size(ProgramType type) {
    return switch (type) {
      case SOCKET_FILTER, CGROUP_SKB, LWT_IN, LWT_OUT, LWT_XMIT, LWT_SEG6LOCAL -> SIZE;
      default -> 0;
    };
  }

  /** {@return what to run a program of {@code type} on that shall see {@code packet}} */
  static byte[] before(ProgramType type, byte[] packet) {
    int size = size(type);
    byte[] all = new byte[size + packet.length];
    System.arraycopy(packet, 0, all, size, packet.length);
    if (type == ProgramType.SOCKET_FILTER) {
      // The packet starts with an Ethernet header, too: its protocol is what the context tells.
      System.arraycopy(packet, 0, all, 0, Math.min(SIZE, packet.length));
    } else if (size > 0) {
      boolean is6 = packet.length > 0 && (packet[0] & 0xf0) == 0x60;
      System.arraycopy(is6 ? IPV6 : IPV4, 0, all, TYPE, IPV4.length);
    }
    return all;
  }

  /** {@return what programs of {@code type} see of {@code data}} */
  static byte[] behind(ProgramType type, byte[] data) {
    return Arrays.copyOfRange(data, Math.min(size(type), data.length), data.length);
  }
}
