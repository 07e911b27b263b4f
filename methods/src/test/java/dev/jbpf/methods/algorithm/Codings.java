package dev.jbpf.methods.algorithm;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.memory.Area;

/** Ways to write numbers and texts as bytes, from their specifications. */
final class Codings {
  private static final String HEX = "0123456789abcdef";

  static long result;
  static long seed;

  private Codings() {}

  private static int sextet(int letter) {
    if (letter >= 'A' && letter <= 'Z') {
      return letter - 'A';
    }
    if (letter >= 'a' && letter <= 'z') {
      return letter - 'a' + 26;
    }
    if (Character.isDigit((char) letter)) {
      return letter - '0' + 52;
    }
    return switch (letter) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }

  /** Base64 of 8 letters, RFC 4648, as a number; -1 where a letter is wrong. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int fromBase64(XdpContext context) {
    Area data = context.packet().bytes(8);
    if (data == null) {
      return 0;
    }
    long bits = 0;
    int count = 0;
    for (int i = 0; i < 8; i++) {
      int letter = data.u8(i);
      if (letter == '=') {
        break;
      }
      int value = sextet(letter);
      if (value < 0) {
        result = -1;
        return XdpAction.PASS.value();
      }
      bits = bits << 6 | value;
      count += 6;
    }
    result = bits >>> count % 8;
    return XdpAction.PASS.value();
  }

  /** Sixteen hexadecimal digits, of either case; -1 where a letter is none. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int fromHex(XdpContext context) {
    Area data = context.packet().bytes(16);
    if (data == null) {
      return 0;
    }
    long number = 0;
    for (int i = 0; i < 16; i++) {
      int digit = Character.digit((char) data.u8(i), 16);
      if (digit < 0) {
        result = -1;
        return XdpAction.PASS.value();
      }
      number = number << 4 | digit;
    }
    result = number;
    return XdpAction.PASS.value();
  }

  /** Signed LEB128. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int leb128(XdpContext context) {
    Area data = context.packet().bytes(10);
    if (data == null) {
      return 0;
    }
    long value = 0;
    int shift = 0;
    int at = 0;
    byte part;
    do {
      part = (byte) data.u8(at++);
      value |= (long) (part & 0x7f) << shift;
      shift += 7;
    } while (part < 0 && at < 10);
    if (shift < Long.SIZE && (part & 0x40) != 0) {
      value |= -1L << shift;
    }
    result = value;
    return XdpAction.PASS.value();
  }

  /** Zigzag of Protocol Buffers there and back: the upper half is what is sent of an int. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int zigzag(XdpContext context) {
    int n = (int) seed;
    int sent = n << 1 ^ n >> 31;
    int back = sent >>> 1 ^ -(sent & 1);
    result = (long) sent << 32 | back & 0xffffffffL;
    return XdpAction.PASS.value();
  }

  /** RFC 1624, equation 3: the checksum after 16 bits have changed; its example. */
  @BpfProgram(value = "xdp", since = "6.1")
  static int incremental(XdpContext context) {
    Area data = context.packet().bytes(6);
    if (data == null) {
      return 0;
    }
    int sum = (~data.be16(0) & 0xffff) + (~data.be16(2) & 0xffff) + data.be16(4);
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    result = ~sum & 0xffff;
    return XdpAction.PASS.value();
  }

  /** The bits of a float, of those of a half. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int halfToFloat(XdpContext context) {
    int half = (int) seed & 0xffff;
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    int bits;
    if (exponent == 31) {
      bits = 0x7f800000 | fraction << 13;
    } else if (exponent != 0) {
      bits = exponent + 112 << 23 | fraction << 13;
    } else if (fraction == 0) {
      bits = 0;
    } else {
      int shift = Integer.numberOfLeadingZeros(fraction) - 21;
      bits = 113 - shift << 23 | (fraction << shift & 0x3ff) << 13;
    }
    result = Integer.toUnsignedLong(sign | bits);
    return XdpAction.PASS.value();
  }

  /** The bits of a half, of those of a float; rounds to the nearest, ties to even. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int floatToHalf(XdpContext context) {
    int bits = (int) seed;
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    int half;
    if (magnitude > 0x7f800000) {
      half = 0x7e00;
    } else if (magnitude >= 0x47800000) {
      half = 0x7c00;
    } else if (magnitude < 0x33000000) {
      half = 0;
    } else {
      int shift = magnitude < 0x38800000 ? 126 - (magnitude >>> 23) : 13;
      int fraction =
          magnitude < 0x38800000 ? magnitude & 0x7fffff | 0x800000 : magnitude - 0x38000000;
      int rest = fraction & (1 << shift) - 1;
      half = fraction >>> shift;
      if (rest > 1 << shift - 1 || rest == 1 << shift - 1 && (half & 1) == 1) {
        half++;
      }
    }
    result = sign | half;
    return XdpAction.PASS.value();
  }

  /** How many code points the text up to a zero has; -1 where it is no UTF-8 (RFC 3629). */
  @BpfProgram(value = "xdp", since = "6.1")
  static int utf8(XdpContext context) {
    Area data = context.packet().bytes(32);
    if (data == null) {
      return 0;
    }
    int points = 0;
    int missing = 0;
    int low = 0x80;
    int high = 0xbf;
    boolean isValid = true;
    for (int i = 0; i < 32; i++) {
      int b = data.u8(i);
      if (missing > 0) {
        if (b < low || b > high) {
          isValid = false;
          break;
        }
        low = 0x80;
        high = 0xbf;
        missing--;
        continue;
      }
      if (b == 0) {
        break;
      }
      points++;
      if (b < 0x80) {
        continue;
      }
      if (b >= 0xc2 && b <= 0xdf) {
        missing = 1;
      } else if (b >= 0xe0 && b <= 0xef) {
        missing = 2;
        low = b == 0xe0 ? 0xa0 : 0x80;
        high = b == 0xed ? 0x9f : 0xbf;
      } else if (b >= 0xf0 && b <= 0xf4) {
        missing = 3;
        low = b == 0xf0 ? 0x90 : 0x80;
        high = b == 0xf4 ? 0x8f : 0xbf;
      } else {
        isValid = false;
        break;
      }
    }
    result = isValid && missing == 0 ? points : -1;
    return XdpAction.PASS.value();
  }

  /** The letter of a name as programs compare it. */
  private static int lower(int letter) {
    return letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
  }

  /** A name of the DNS, RFC 1035: FNV-1a of it in lower case with dots; 0 where it is none. */
  @BpfProgram(value = "xdp", since = "6.1")
  static int dnsName(XdpContext context) {
    Area data = context.packet().bytes(40);
    if (data == null) {
      return 0;
    }
    int hash = 0x811c9dc5;
    int label = 0;
    boolean isEnd = false;
    for (int i = 0; i < 40; i++) {
      int b = data.u8(i);
      if (label == 0) {
        if (b == 0) {
          isEnd = true;
          break;
        }
        if (b > 63) {
          break;
        }
        label = b;
        if (i > 0) {
          hash = (hash ^ '.') * 0x01000193;
        }
      } else {
        hash = (hash ^ lower(b)) * 0x01000193;
        label--;
      }
    }
    result = isEnd ? Integer.toUnsignedLong(hash) : 0;
    return XdpAction.PASS.value();
  }

  /** RFC 5952: FNV-1a of the text of the address that the packet begins with. */
  @BpfProgram(value = "xdp", since = "6.1")
  static int ipv6Format(XdpContext context) {
    Area data = context.packet().bytes(16);
    if (data == null) {
      return 0;
    }
    int best = -1;
    int bestLength = 1;
    int run = 0;
    for (int i = 0; i < 8; i++) {
      run = data.be16(i * 2) == 0 ? run + 1 : 0;
      if (run > bestLength) {
        bestLength = run;
        best = i - run + 1;
      }
    }
    int hash = 0x811c9dc5;
    for (int i = 0; i < 8; i++) {
      if (best >= 0 && i >= best && i < best + bestLength) {
        if (i == best) {
          hash = (hash ^ ':') * 0x01000193;
          if (i == 0) {
            hash = (hash ^ ':') * 0x01000193;
          }
        }
        continue;
      }
      int group = data.be16(i * 2);
      boolean isLeading = true;
      for (int shift = 12; shift >= 0; shift -= 4) {
        int digit = group >> shift & 15;
        if (digit != 0 || !isLeading || shift == 0) {
          isLeading = false;
          hash = (hash ^ HEX.charAt(digit)) * 0x01000193;
        }
      }
      if (i < 7) {
        hash = (hash ^ ':') * 0x01000193;
      }
    }
    result = Integer.toUnsignedLong(hash);
    return XdpAction.PASS.value();
  }
}
