package dev.jbpf.methods.algorithm;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.packet.Packet;

/** What is read a byte at a time, and may be wrong anywhere: results are -1 then. */
final class Parsers {
  private static final int LONGEST = 45;

  /** Of what is in memory a verifier remembers nothing, so that it follows one round for all. */
  private static final int[] GROUPS = new int[8];

  private static int count;
  private static int gap;
  private static int value;
  private static int decimal;
  private static int digits;
  private static int quad;
  private static int dots;
  private static int previous;
  private static int place;
  private static long found;

  static long result;
  static long seed;

  private Parsers() {}

  /** An address as text, RFC 4291, section 2.2, in all three forms: the hash of its 16 bytes. */
  @BpfProgram(value = "xdp", since = "6.1")
  static int ipv6Parse(XdpContext context) {
    Area data = context.packet().bytes(LONGEST + 1);
    if (data == null) {
      return 0;
    }
    result = -1;
    count = 0;
    gap = -1;
    value = 0;
    decimal = 0;
    digits = 0;
    quad = 0;
    dots = 0;
    previous = (int) seed; // A letter in front, 0 for none.
    for (int i = 0; i <= LONGEST; i++) {
      int letter = data.u8(i);
      if (letter == 0) {
        break;
      }
      if (letter == ':') {
        if (digits > 0) {
          if (count > 7 || dots > 0) {
            return XdpAction.PASS.value();
          }
          GROUPS[count & 7] = value;
          count++;
        } else if (previous == ':') {
          if (gap >= 0) {
            return XdpAction.PASS.value();
          }
          gap = count;
        } else if (i > 0) {
          return XdpAction.PASS.value();
        }
      } else if (letter == '.') {
        if (digits == 0 || digits > 3 || decimal > 255 || dots > 2) {
          return XdpAction.PASS.value();
        }
        quad = quad << 8 | decimal;
        dots++;
      } else {
        int digit = Character.digit((char) letter, 16);
        if (digit < 0 || digits > 3 || i == 1 && previous == ':') {
          return XdpAction.PASS.value();
        }
        value = value << 4 | digit;
        decimal = digit > 9 ? 1000 : decimal * 10 + digit;
        digits++;
      }
      if (letter == ':' || letter == '.') {
        value = 0;
        decimal = 0;
        digits = 0;
      }
      previous = letter;
    }
    if (dots > 0) {
      if (dots != 3 || digits == 0 || decimal > 255 || count > 6) {
        return XdpAction.PASS.value();
      }
      quad = quad << 8 | decimal;
      GROUPS[count & 7] = quad >>> 16;
      GROUPS[count + 1 & 7] = quad & 0xffff;
      count += 2;
    } else if (digits > 0) {
      if (count > 7) {
        return XdpAction.PASS.value();
      }
      GROUPS[count & 7] = value;
      count++;
    } else if (gap != count) {
      return XdpAction.PASS.value();
    }
    if (gap < 0 ? count != 8 : count > 7) {
      return XdpAction.PASS.value();
    }
    int hash = 0x811c9dc5;
    int missing = 8 - count;
    for (int i = 0; i < 8; i++) {
      boolean isMissing = gap >= 0 && i >= gap && i < gap + missing;
      int from = gap >= 0 && i >= gap ? i - missing : i;
      int group = isMissing ? 0 : GROUPS[from & 7];
      hash = (hash ^ group >> 8) * 0x01000193;
      hash = (hash ^ group & 0xff) * 0x01000193;
    }
    result = Integer.toUnsignedLong(hash);
    return XdpAction.PASS.value();
  }

  /**
   * The options of a TCP header, RFC 9293 and 7323: the segment size in 16 bits, the window's scale
   * in 8, whether there may be selective acknowledgements in 8, the lower half of the time in 32.
   */
  @BpfProgram(value = "xdp", since = "5.15")
  static int tcpOptions(XdpContext context) {
    Packet packet = context.packet();
    Area header = packet.bytes(20);
    if (header == null) {
      return 0;
    }
    result = -1;
    int end = (header.u8(12) >> 4) * 4;
    place = 20;
    found = 0;
    for (int i = 0; i < 40; i++) {
      int at = place & 63;
      Area kind = packet.bytes(at, 2);
      if (at >= end || kind == null || kind.u8(0) == 0) {
        break;
      }
      int length = kind.u8(0) == 1 ? 1 : kind.u8(1);
      if (length == 0 || length == 1 && kind.u8(0) != 1 || at + length > end) {
        return XdpAction.PASS.value();
      }
      found |= option(packet, at, kind.u8(0), length);
      place = at + length;
    }
    result = found;
    return XdpAction.PASS.value();
  }

  private static long option(Packet packet, int at, int kind, int length) {
    if (kind == 4 && length == 2) {
      return 1L << 24;
    }
    Area short4 = packet.bytes(at, 4);
    if (short4 == null) {
      return 0;
    }
    if (kind == 2 && length == 4) {
      return short4.be16(2);
    }
    if (kind == 3 && length == 3) {
      return (long) short4.u8(2) << 16;
    }
    Area time = packet.bytes(at, 10);
    return kind == 8 && length == 10 && time != null ? (long) time.be32(2) << 32 : 0;
  }
}
