package dev.jbpf.vm.helper.socket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Options in headers of TCP: a kind, how long they are with that, and the rest. */
final class TcpOptions {
  /** The most bytes of all options of a header. */
  static final int MOST = 40;

  /** The bytes of a header without options. */
  static final int HEADER = 20;

  private static final int END = 0;
  private static final int NOTHING = 1;
  private static final int EXPERIMENT = 253;
  private static final int OTHER_EXPERIMENT = 254;

  private TcpOptions() {}

  /** {@return whether that kind is none of an option that says something} */
  static boolean isFilling(int kind) {
    return kind == END || kind == NOTHING;
  }

  /** {@return whether two more bytes say which option it is} */
  static boolean isExperiment(int kind) {
    return kind == EXPERIMENT || kind == OTHER_EXPERIMENT;
  }

  /** {@return the bytes behind the header's first 20, as far as the header goes} */
  static byte[] ofHeader(byte[] packet) {
    if (packet.length < HEADER) {
      return new byte[0];
    }
    int length = Math.min((packet[12] >> 4 & 0xf) * Integer.BYTES, packet.length);
    return Arrays.copyOfRange(packet, Math.min(HEADER, length), length);
  }

  /** {@return the options in these bytes, up to where they end or are broken} */
  static List<byte[]> all(byte[] bytes) {
    List<byte[]> all = new ArrayList<>();
    int at = 0;
    while (at < bytes.length && bytes[at] != END) {
      int length = bytes[at] == NOTHING ? 1 : length(bytes, at);
      if (length == 0) {
        return all;
      }
      if (bytes[at] != NOTHING) {
        all.add(Arrays.copyOfRange(bytes, at, at + length));
      }
      at += length;
    }
    return all;
  }

  /** Of an option that is there as a whole; 0 for others. */
  private static int length(byte[] bytes, int at) {
    int length = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
    return length >= 2 && at + length <= bytes.length ? length : 0;
  }

  /**
   * {@return the first option that starts as {@code wanted} does}
   *
   * @param looked how many bytes say which one it is, the second of them not counted
   */
  static Optional<byte[]> find(byte[] bytes, byte[] wanted, int looked) {
    return all(bytes).stream().filter(option -> isFound(option, wanted, looked)).findFirst();
  }

  private static boolean isFound(byte[] option, byte[] wanted, int looked) {
    return option[0] == wanted[0]
        && option.length >= looked
        && Arrays.equals(option, 2, looked, wanted, 2, looked);
  }
}
