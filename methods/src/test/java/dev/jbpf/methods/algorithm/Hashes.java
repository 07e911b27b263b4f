package dev.jbpf.methods.algorithm;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.memory.Area;

/** Hashes and checks, from their specifications, over the first bytes of the packet. */
final class Hashes {
  private static final int[] CRC32C = crc32Table(0x82f63b78);
  private static final long[] CRC64 = crc64Table();
  private static final int[] SINES = sines();
  private static final int[] MD5_SHIFTS = {
    7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21
  };
  private static final int[] SHA256_ROUNDS = sha256Rounds();

  /** The key that verification suites of network cards use. */
  private static final byte[] TOEPLITZ_KEY = {
    0x6d,
    0x5a,
    0x56,
    (byte) 0xda,
    0x25,
    0x5b,
    0x0e,
    (byte) 0xc2,
    0x41,
    0x67,
    0x25,
    0x3d,
    0x43,
    (byte) 0xa3,
    (byte) 0x8f,
    (byte) 0xb0,
    (byte) 0xd0,
    (byte) 0xca,
    0x2b,
    (byte) 0xcb
  };

  static long result;
  static long seed;

  private Hashes() {}

  private static int[] crc32Table(int polynomial) {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ -(crc & 1) & polynomial;
      }
      table[i] = crc;
    }
    return table;
  }

  private static long[] crc64Table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? crc >>> 1 ^ 0xc96c5795d7870f42L : crc >>> 1;
      }
      table[i] = crc;
    }
    return table;
  }

  private static int[] sines() {
    int[] sines = new int[64];
    for (int i = 0; i < 64; i++) {
      sines[i] = (int) (long) (Math.abs(Math.sin(i + 1.0)) * (1L << 32));
    }
    return sines;
  }

  /** The first 32 bits of the broken parts of the cube roots of the first 64 primes. */
  private static int[] sha256Rounds() {
    int[] rounds = new int[64];
    int count = 0;
    for (int n = 2; count < 64; n++) {
      boolean isPrime = true;
      for (int d = 2; d * d <= n; d++) {
        isPrime &= n % d != 0;
      }
      if (isPrime) {
        double root = Math.cbrt(n);
        rounds[count++] = (int) (long) ((root - Math.floor(root)) * (1L << 32));
      }
    }
    return rounds;
  }

  @BpfProgram(value = "xdp", since = "5.15")
  static int fnv32(XdpContext context) {
    Area data = context.packet().bytes(6);
    if (data == null) {
      return 0;
    }
    int hash = 0x811c9dc5;
    for (int i = 0; i < 6; i++) {
      hash ^= data.u8(i);
      hash *= 0x01000193;
    }
    result = hash & 0xffffffffL;
    return XdpAction.PASS.value();
  }

  @BpfProgram(value = "xdp", since = "5.15")
  static int crc32c(XdpContext context) {
    Area data = context.packet().bytes(9);
    if (data == null) {
      return 0;
    }
    int crc = 0xffffffff;
    for (int i = 0; i < 9; i++) {
      crc = crc >>> 8 ^ CRC32C[(crc ^ data.u8(i)) & 0xff];
    }
    result = Integer.toUnsignedLong(~crc);
    return XdpAction.PASS.value();
  }

  /** CRC-16/IBM-3740, bit by bit, in a short. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int crc16(XdpContext context) {
    Area data = context.packet().bytes(9);
    if (data == null) {
      return 0;
    }
    short crc = (short) 0xffff;
    for (int i = 0; i < 9; i++) {
      crc = (short) (crc ^ data.u8(i) << 8);
      for (int bit = 0; bit < 8; bit++) {
        crc = (short) (crc < 0 ? crc << 1 ^ 0x1021 : crc << 1);
      }
    }
    result = Short.toUnsignedLong(crc);
    return XdpAction.PASS.value();
  }

  /** CRC-64/XZ. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int crc64(XdpContext context) {
    Area data = context.packet().bytes(9);
    if (data == null) {
      return 0;
    }
    long crc = -1L;
    for (int i = 0; i < 9; i++) {
      crc = CRC64[(int) (crc ^ data.u8(i)) & 0xff] ^ crc >>> 8;
    }
    result = ~crc;
    return XdpAction.PASS.value();
  }

  @BpfProgram(value = "xdp", since = "5.15")
  static int adler32(XdpContext context) {
    Area data = context.packet().bytes(9);
    if (data == null) {
      return 0;
    }
    int a = 1;
    int b = 0;
    for (int i = 0; i < 9; i++) {
      a = (a + data.u8(i)) % 65_521;
      b = (b + a) % 65_521;
    }
    result = Integer.toUnsignedLong(b << 16 | a);
    return XdpAction.PASS.value();
  }

  private static long xxRound(long lane, long word) {
    return Long.rotateLeft(lane + word * 0xc2b2ae3d27d4eb4fL, 31) * 0x9e3779b185ebca87L;
  }

  private static long xxMerge(long hash, long lane) {
    return (hash ^ xxRound(0, lane)) * 0x9e3779b185ebca87L + 0x85ebca77c2b2ae63L;
  }

  /** XXH64, over 39 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int xxHash64(XdpContext context) {
    Area data = context.packet().bytes(39);
    if (data == null) {
      return 0;
    }
    final long prime1 = 0x9e3779b185ebca87L;
    final long prime2 = 0xc2b2ae3d27d4eb4fL;
    final long prime5 = 0x27d4eb2f165667c5L;
    long v1 = xxRound(seed + prime1 + prime2, data.s64(0));
    long v2 = xxRound(seed + prime2, data.s64(8));
    long v3 = xxRound(seed, data.s64(16));
    long v4 = xxRound(seed - prime1, data.s64(24));
    long hash =
        Long.rotateLeft(v1, 1)
            + Long.rotateLeft(v2, 7)
            + Long.rotateLeft(v3, 12)
            + Long.rotateLeft(v4, 18);
    hash = xxMerge(xxMerge(xxMerge(xxMerge(hash, v1), v2), v3), v4);
    hash += 39;
    hash ^= data.u32(32) * prime1;
    hash = Long.rotateLeft(hash, 23) * prime2 + 0x165667b19e3779f9L;
    for (int i = 36; i < 39; i++) {
      hash ^= data.u8(i) * prime5;
      hash = Long.rotateLeft(hash, 11) * prime1;
    }
    hash ^= hash >>> 33;
    hash *= prime2;
    hash ^= hash >>> 29;
    hash *= 0x165667b19e3779f9L;
    hash ^= hash >>> 32;
    result = hash;
    return XdpAction.PASS.value();
  }

  private static long fmix(long k) {
    k ^= k >>> 33;
    k *= 0xff51afd7ed558ccdL;
    k ^= k >>> 33;
    k *= 0xc4ceb9fe1a85ec53L;
    return k ^ k >>> 33;
  }

  private static long mixK1(long k1) {
    return Long.rotateLeft(k1 * 0x87c37b91114253d5L, 31) * 0x4cf5ad432745937fL;
  }

  private static long mixK2(long k2) {
    return Long.rotateLeft(k2 * 0x4cf5ad432745937fL, 33) * 0x87c37b91114253d5L;
  }

  /** The first half of MurmurHash3_x64_128, over 43 bytes. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int murmur128(XdpContext context) {
    Area data = context.packet().bytes(43);
    if (data == null) {
      return 0;
    }
    long h1 = seed;
    long h2 = seed;
    for (int block = 0; block < 2; block++) {
      h1 ^= mixK1(data.s64(block * 16));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mixK2(data.s64(block * 16 + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    long k1 = data.s64(32);
    long k2 = 0;
    for (int i = 42; i >= 40; i--) {
      k2 = k2 << 8 | data.u8(i);
    }
    h2 ^= mixK2(k2);
    h1 ^= mixK1(k1);
    h1 ^= 43;
    h2 ^= 43;
    h1 += h2;
    h2 += h1;
    h1 = fmix(h1);
    h2 = fmix(h2);
    result = h1 + h2;
    return XdpAction.PASS.value();
  }

  /** SipHash-1-3 with a key of zeros, over 8 bytes, its state in an array. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int sipHash13(XdpContext context) {
    Area data = context.packet().bytes(8);
    if (data == null) {
      return 0;
    }
    long[] v = {0x736f6d6570736575L, 0x646f72616e646f6dL, 0x6c7967656e657261L, 0x7465646279746573L};
    long[] words = {data.s64(0), 8L << 56};
    for (long word : words) {
      v[3] ^= word;
      sipRound(v);
      v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 3; i++) {
      sipRound(v);
    }
    result = v[0] ^ v[1] ^ v[2] ^ v[3];
    return XdpAction.PASS.value();
  }

  private static void sipRound(long[] v) {
    v[0] += v[1];
    v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
    v[0] = Long.rotateLeft(v[0], 32);
    v[2] += v[3];
    v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
    v[2] = Long.rotateLeft(v[2], 32);
  }

  /** The first 8 bytes of MD5, of a message that fits into one block and is padded already. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int md5(XdpContext context) {
    Area data = context.packet().bytes(64);
    if (data == null) {
      return 0;
    }
    int a = 0x67452301;
    int b = 0xefcdab89;
    int c = 0x98badcfe;
    int d = 0x10325476;
    for (int i = 0; i < 64; i++) {
      int f;
      int g;
      switch (i >>> 4) {
        case 0 -> {
          f = b & c | ~b & d;
          g = i;
        }
        case 1 -> {
          f = d & b | ~d & c;
          g = 5 * i + 1 & 15;
        }
        case 2 -> {
          f = b ^ c ^ d;
          g = 3 * i + 5 & 15;
        }
        default -> {
          f = c ^ (b | ~d);
          g = 7 * i & 15;
        }
      }
      int rotated =
          Integer.rotateLeft(a + f + SINES[i] + data.s32(g * 4), MD5_SHIFTS[i >>> 4 << 2 | i & 3]);
      a = d;
      d = c;
      c = b;
      b += rotated;
    }
    long first = Integer.reverseBytes(a + 0x67452301);
    result = first << 32 | Integer.toUnsignedLong(Integer.reverseBytes(b + 0xefcdab89));
    return XdpAction.PASS.value();
  }

  /** The first 8 bytes of SHA-1, of a message that is padded already. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int sha1(XdpContext context) {
    Area data = context.packet().bytes(64);
    if (data == null) {
      return 0;
    }
    int[] w = new int[16];
    for (int i = 0; i < 16; i++) {
      w[i] = Integer.reverseBytes(data.s32(4 * i));
    }
    int a = 0x67452301;
    int b = 0xefcdab89;
    int c = 0x98badcfe;
    int d = 0x10325476;
    int e = 0xc3d2e1f0;
    for (int i = 0; i < 80; i++) {
      if (i >= 16) {
        w[i & 15] =
            Integer.rotateLeft(w[i + 13 & 15] ^ w[i + 8 & 15] ^ w[i + 2 & 15] ^ w[i & 15], 1);
      }
      int f =
          i < 20
              ? (b & c | ~b & d) + 0x5a827999
              : i < 40
                  ? (b ^ c ^ d) + 0x6ed9eba1
                  : i < 60 ? (b & c | b & d | c & d) + 0x8f1bbcdc : (b ^ c ^ d) + 0xca62c1d6;
      int next = Integer.rotateLeft(a, 5) + f + e + w[i & 15];
      e = d;
      d = c;
      c = Integer.rotateLeft(b, 30);
      b = a;
      a = next;
    }
    result = (long) (a + 0x67452301) << 32 | b + 0xefcdab89 & 0xffffffffL;
    return XdpAction.PASS.value();
  }

  /** The first 8 bytes of SHA-256, of a message that is padded already. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int sha256(XdpContext context) {
    Area data = context.packet().bytes(64);
    if (data == null) {
      return 0;
    }
    int[] w = new int[64];
    for (int i = 0; i < 16; i++) {
      w[i] = data.be32(i * 4);
    }
    for (int i = 16; i < 64; i++) {
      int s0 =
          Integer.rotateRight(w[i - 15], 7) ^ Integer.rotateRight(w[i - 15], 18) ^ w[i - 15] >>> 3;
      int s1 =
          Integer.rotateRight(w[i - 2], 17) ^ Integer.rotateRight(w[i - 2], 19) ^ w[i - 2] >>> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    int a = 0x6a09e667;
    int b = 0xbb67ae85;
    int c = 0x3c6ef372;
    int d = 0xa54ff53a;
    int e = 0x510e527f;
    int f = 0x9b05688c;
    int g = 0x1f83d9ab;
    int h = 0x5be0cd19;
    for (int i = 0; i < 64; i++) {
      int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
      int t1 = h + s1 + (e & f ^ ~e & g) + SHA256_ROUNDS[i] + w[i];
      int s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
      int t2 = s0 + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
    }
    result = (long) (a + 0x6a09e667) << 32 | Integer.toUnsignedLong(b + 0xbb67ae85);
    return XdpAction.PASS.value();
  }

  /** The hash of receive side scaling, over addresses and ports. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int toeplitz(XdpContext context) {
    Area data = context.packet().bytes(12);
    if (data == null) {
      return 0;
    }
    int hash = 0;
    long window = 0;
    for (int i = 0; i < 8; i++) {
      window = window << 8 | TOEPLITZ_KEY[i] & 0xff;
    }
    for (int i = 0; i < 12; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        if ((data.u8(i) >> bit & 1) != 0) {
          hash ^= (int) (window >>> 32);
        }
        window <<= 1;
      }
      window |= i + 8 < TOEPLITZ_KEY.length ? TOEPLITZ_KEY[i + 8] & 0xff : 0;
    }
    result = Integer.toUnsignedLong(hash);
    return XdpAction.PASS.value();
  }

  /** Jump consistent hash, without floating point; the number of buckets is the seed. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int jump(XdpContext context) {
    Area data = context.packet().bytes(8);
    if (data == null) {
      return 0;
    }
    long key = data.s64(0);
    long bucket = -1;
    long next = 0;
    for (int i = 0; i < 64 && next < seed; i++) {
      bucket = next;
      key = key * 2862933555777941757L + 1;
      next = ((bucket + 1) << 31) / ((key >>> 33) + 1);
    }
    result = bucket;
    return XdpAction.PASS.value();
  }
}
