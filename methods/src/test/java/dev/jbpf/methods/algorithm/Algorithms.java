package dev.jbpf.methods.algorithm;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.memory.Area;

/**
 * Public algorithms, from their specifications, over the bytes of the packet; the result is left in
 * {@link #result}.
 */
final class Algorithms {
  private static final int[] CRC = crcTable();
  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes();

  static long result;
  static long seed;

  private Algorithms() {}

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
      }
      table[i] = crc;
    }
    return table;
  }

  /** FNV-1a of 64 bits, over 6 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int fnv(XdpContext context) {
    Area data = context.packet().bytes(6);
    if (data == null) {
      return 0;
    }
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < 6; i++) {
      hash = (hash ^ data.u8(i)) * 0x100000001b3L;
    }
    result = hash;
    return XdpAction.PASS.value();
  }

  /** CRC-32 as in Ethernet, over 9 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int crc(XdpContext context) {
    Area data = context.packet().bytes(9);
    if (data == null) {
      return 0;
    }
    int crc = ~0;
    for (int i = 0; i < 9; i++) {
      crc = CRC[(crc ^ data.u8(i)) & 0xff] ^ crc >>> 8;
    }
    result = Integer.toUnsignedLong(~crc);
    return XdpAction.PASS.value();
  }

  /** xxHash of 32 bits, over 39 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int xxHash32(XdpContext context) {
    Area data = context.packet().bytes(39);
    if (data == null) {
      return 0;
    }
    int prime1 = 0x9e3779b1;
    int prime2 = 0x85ebca77;
    int start = (int) seed;
    int[] lanes = {start + prime1 + prime2, start + prime2, start, start - prime1};
    for (int stripe = 0; stripe < 2; stripe++) {
      for (int lane = 0; lane < 4; lane++) {
        int word = data.s32(stripe * 16 + lane * 4);
        lanes[lane] = Integer.rotateLeft(lanes[lane] + word * prime2, 13) * prime1;
      }
    }
    int hash =
        Integer.rotateLeft(lanes[0], 1)
            + Integer.rotateLeft(lanes[1], 7)
            + Integer.rotateLeft(lanes[2], 12)
            + Integer.rotateLeft(lanes[3], 18);
    hash += 39;
    int prime3 = 0xc2b2ae3d;
    hash = Integer.rotateLeft(hash + data.s32(32) * prime3, 17) * 0x27d4eb2f;
    for (int i = 36; i < 39; i++) {
      hash = Integer.rotateLeft(hash + data.u8(i) * 0x165667b1, 11) * prime1;
    }
    hash ^= hash >>> 15;
    hash *= prime2;
    hash ^= hash >>> 13;
    hash *= prime3;
    hash ^= hash >>> 16;
    result = Integer.toUnsignedLong(hash);
    return XdpAction.PASS.value();
  }

  /** The state of SipHash. */
  private static final class Sip {
    long v0;
    long v1;
    long v2;
    long v3;

    Sip(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }

    void take(long word) {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    }
  }

  /** SipHash-2-4 with the key 00 01 … 0f, over 15 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int sipHash(XdpContext context) {
    Area data = context.packet().bytes(16);
    if (data == null) {
      return 0;
    }
    Sip sip = new Sip(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    sip.take(data.s64(0));
    sip.take(data.s64(8) & 0xff_ffff_ffff_ffffL | 15L << 56);
    sip.v2 ^= 0xff;
    for (int i = 0; i < 4; i++) {
      sip.round();
    }
    result = sip.v0 ^ sip.v1 ^ sip.v2 ^ sip.v3;
    return XdpAction.PASS.value();
  }

  /** MurmurHash3 of 32 bits, x86, over 13 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int murmur(XdpContext context) {
    Area data = context.packet().bytes(13);
    if (data == null) {
      return 0;
    }
    int hash = (int) seed;
    for (int i = 0; i < 3; i++) {
      int word = Integer.rotateLeft(data.s32(i * 4) * 0xcc9e2d51, 15) * 0x1b873593;
      hash = Integer.rotateLeft(hash ^ word, 13) * 5 + 0xe6546b64;
    }
    hash ^= Integer.rotateLeft(data.u8(12) * 0xcc9e2d51, 15) * 0x1b873593;
    hash ^= 13;
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    result = Integer.toUnsignedLong(hash ^ hash >>> 16);
    return XdpAction.PASS.value();
  }

  /** Base64 of 6 bytes, RFC 4648, as a number of 8 letters. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int base64(XdpContext context) {
    Area data = context.packet().bytes(6);
    if (data == null) {
      return 0;
    }
    long letters = 0;
    for (int group = 0; group < 2; group++) {
      int bits = data.u8(group * 3) << 16 | data.u8(group * 3 + 1) << 8 | data.u8(group * 3 + 2);
      for (int shift = 18; shift >= 0; shift -= 6) {
        letters = letters << 8 | BASE64[bits >>> shift & 63];
      }
    }
    result = letters;
    return XdpAction.PASS.value();
  }

  /** A number of variable length, as Protocol Buffers have it. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int varint(XdpContext context) {
    Area data = context.packet().bytes(10);
    if (data == null) {
      return 0;
    }
    long number = 0;
    for (int i = 0; i < 10; i++) {
      int part = data.u8(i);
      number |= (long) (part & 0x7f) << i * 7;
      if ((part & 0x80) == 0) {
        result = number;
        return XdpAction.PASS.value();
      }
    }
    return XdpAction.DROP.value();
  }

  /** The Internet checksum, RFC 1071, of 20 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int checksum(XdpContext context) {
    Area data = context.packet().bytes(20);
    if (data == null) {
      return 0;
    }
    int sum = 0;
    for (int i = 0; i < 20; i += 2) {
      sum += data.be16(i);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum += sum >>> 16;
    result = ~sum & 0xffff;
    return XdpAction.PASS.value();
  }

  /**
   * Whether a Bloom filter of 128 bits, filled with 8 numbers, may have the number of the packet.
   */
  @BpfProgram(value = "xdp", since = "5.15")
  static int bloom(XdpContext context) {
    Area data = context.packet().bytes(8);
    if (data == null) {
      return 0;
    }
    long[] bits = new long[2];
    for (int i = 0; i < 8; i++) {
      long hash = mixed(i * 1_000_003L);
      bits[(int) (hash >>> 6) & 1] |= 1L << hash;
      bits[(int) (hash >>> 38) & 1] |= 1L << (hash >>> 32);
    }
    long asked = mixed(data.s64(0));
    boolean isThere =
        (bits[(int) (asked >>> 6) & 1] >>> asked & 1) != 0
            && (bits[(int) (asked >>> 38) & 1] >>> (asked >>> 32) & 1) != 0;
    result = isThere ? 1 : 0;
    return XdpAction.PASS.value();
  }

  /** The finalizer of splitmix64. */
  private static long mixed(long number) {
    long mixed = number + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /** Four of sixteen bytes, by reservoir sampling (algorithm R) with splitmix64. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int reservoir(XdpContext context) {
    Area data = context.packet().bytes(16);
    if (data == null) {
      return 0;
    }
    byte[] kept = new byte[4];
    for (int i = 0; i < 16; i++) {
      int place = i < 4 ? i : (int) Long.remainderUnsigned(mixed(seed + i), i + 1);
      if (place < 4) {
        kept[place] = (byte) data.u8(i);
      }
    }
    long all = 0;
    for (byte one : kept) {
      all = all << 8 | one & 0xff;
    }
    result = all;
    return XdpAction.PASS.value();
  }

  /** Where the transport header of an IPv6 packet is, behind its extensions; RFC 8200. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int ipv6(XdpContext context) {
    Area header = context.packet().bytes(0, 40);
    if (header == null || header.u8(0) >> 4 != 6) {
      return XdpAction.DROP.value();
    }
    int next = header.u8(6);
    int at = 40;
    for (int i = 0; i < 4; i++) {
      boolean isExtension = next == 0 || next == 43 || next == 60;
      if (!isExtension) {
        result = (long) at << 8 | next;
        return XdpAction.PASS.value();
      }
      if (at > 512) {
        return XdpAction.DROP.value();
      }
      Area extension = context.packet().bytes(at, 8);
      if (extension == null) {
        return XdpAction.DROP.value();
      }
      next = extension.u8(0);
      at += extension.u8(1) * 8 + 8;
    }
    return XdpAction.DROP.value();
  }
}
