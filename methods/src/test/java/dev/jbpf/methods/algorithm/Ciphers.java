package dev.jbpf.methods.algorithm;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.memory.Area;

/** Ciphers and generators of random numbers, from their specifications. */
final class Ciphers {
  private static final int DELTA = 0x9e3779b9;

  static long result;
  static long seed;

  private Ciphers() {}

  /** TEA with a key of zeros. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int tea(XdpContext context) {
    Area data = context.packet().bytes(8);
    if (data == null) {
      return 0;
    }
    int v0 = data.be32(0);
    int v1 = data.be32(4);
    int sum = 0;
    for (int i = 0; i < 32; i++) {
      sum += DELTA;
      v0 += (v1 << 4) ^ v1 + sum ^ (v1 >>> 5);
      v1 += (v0 << 4) ^ v0 + sum ^ (v0 >>> 5);
    }
    result = (long) v0 << 32 | v1 & 0xffffffffL;
    return XdpAction.PASS.value();
  }

  /** XTEA; the key lies behind the text. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int xtea(XdpContext context) {
    Area data = context.packet().bytes(24);
    if (data == null) {
      return 0;
    }
    int[] key = new int[4];
    for (int i = 0; i < key.length; i++) {
      key[i] = data.be32(8 + 4 * i);
    }
    int v0 = data.be32(0);
    int v1 = data.be32(4);
    int sum = 0;
    for (int i = 0; i < 32; i++) {
      v0 += (v1 << 4 ^ v1 >>> 5) + v1 ^ sum + key[sum & 3];
      sum += DELTA;
      v1 += (v0 << 4 ^ v0 >>> 5) + v0 ^ sum + key[sum >>> 11 & 3];
    }
    result = (long) v0 << 32 | Integer.toUnsignedLong(v1);
    return XdpAction.PASS.value();
  }

  private record SpeckBlock(long x, long y) {
    SpeckBlock round(long key) {
      long mixed = Long.rotateRight(x, 8) + y ^ key;
      return new SpeckBlock(mixed, Long.rotateLeft(y, 3) ^ mixed);
    }
  }

  /** Speck128/128, the block and the key as records; gives the upper half. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int speck(XdpContext context) {
    Area data = context.packet().bytes(32);
    if (data == null) {
      return 0;
    }
    SpeckBlock block = new SpeckBlock(data.be64(0), data.be64(8));
    SpeckBlock key = new SpeckBlock(data.be64(16), data.be64(24));
    for (int i = 0; i < 32; i++) {
      block = block.round(key.y());
      key = key.round(i);
    }
    result = block.x();
    return XdpAction.PASS.value();
  }

  private static void quarter(int[] s, int a, int b, int c, int d) {
    s[a] += s[b];
    s[d] = Integer.rotateLeft(s[d] ^ s[a], 16);
    s[c] += s[d];
    s[b] = Integer.rotateLeft(s[b] ^ s[c], 12);
    s[a] += s[b];
    s[d] = Integer.rotateLeft(s[d] ^ s[a], 8);
    s[c] += s[d];
    s[b] = Integer.rotateLeft(s[b] ^ s[c], 7);
  }

  /** RFC 8439, 2.1.1. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int quarterRound(XdpContext context) {
    Area data = context.packet().bytes(16);
    if (data == null) {
      return 0;
    }
    int[] state = {data.be32(0), data.be32(4), data.be32(8), data.be32(12)};
    quarter(state, 0, 1, 2, 3);
    result = (long) state[0] << 32 ^ (long) state[1] << 16 ^ state[2] * 3L ^ state[3] * 5L;
    return XdpAction.PASS.value();
  }

  /** RFC 8439, 2.3.2: the first two words of a block; key and nonce are those of the RFC. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int chacha20(XdpContext context) {
    int[] start = new int[16];
    start[0] = 0x61707865;
    start[1] = 0x3320646e;
    start[2] = 0x79622d32;
    start[3] = 0x6b206574;
    for (int i = 0; i < 8; i++) {
      start[4 + i] = 0x03020100 + i * 0x04040404;
    }
    start[12] = 1;
    start[13] = 0x09000000;
    start[14] = 0x4a000000;
    int[] state = start.clone();
    for (int round = 0; round < 10; round++) {
      quarter(state, 0, 4, 8, 12);
      quarter(state, 1, 5, 9, 13);
      quarter(state, 2, 6, 10, 14);
      quarter(state, 3, 7, 11, 15);
      quarter(state, 0, 5, 10, 15);
      quarter(state, 1, 6, 11, 12);
      quarter(state, 2, 7, 8, 13);
      quarter(state, 3, 4, 9, 14);
    }
    for (int i = 0; i < 16; i++) {
      state[i] += start[i];
    }
    result = (long) state[0] << 32 | Integer.toUnsignedLong(state[1]);
    return XdpAction.PASS.value();
  }

  /** RC4 with the key {@code Key}: the first 8 bytes of its stream. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int rc4(XdpContext context) {
    byte[] key = {'K', 'e', 'y'};
    byte[] s = new byte[256];
    for (int i = 0; i < 256; i++) {
      s[i] = (byte) i;
    }
    int j = 0;
    for (int i = 0; i < 256; i++) {
      j = j + s[i] + key[i % key.length] & 0xff;
      byte swapped = s[i];
      s[i] = s[j];
      s[j] = swapped;
    }
    long stream = 0;
    j = 0;
    for (int i = 1; i <= 8; i++) {
      j = j + s[i] & 0xff;
      byte swapped = s[i];
      s[i] = s[j];
      s[j] = swapped;
      stream = stream << 8 | s[s[i] + s[j] & 0xff] & 0xff;
    }
    result = stream;
    return XdpAction.PASS.value();
  }

  /** The fifth number of splitmix64. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int splitMix(XdpContext context) {
    long state = seed;
    long number = 0;
    for (int i = 0; i < 5; i++) {
      number = state += 0x9e3779b97f4a7c15L;
      number = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
      number = (number ^ number >>> 27) * 0x94d049bb133111ebL;
      number ^= number >>> 31;
    }
    result = number;
    return XdpAction.PASS.value();
  }

  /** A generator whose numbers are of 32 bits, its state of 64. */
  private static final class Pcg {
    private long state;
    private final long increment;

    Pcg(long seed, long sequence) {
      increment = sequence << 1 | 1;
      next();
      state += seed;
      next();
    }

    int next() {
      long old = state;
      state = old * 6364136223846793005L + increment;
      int shifted = (int) ((old >>> 18 ^ old) >>> 27);
      return Integer.rotateRight(shifted, (int) (old >>> 59));
    }
  }

  /** PCG32: the first and the sixth number of its demonstration. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int pcg(XdpContext context) {
    Pcg random = new Pcg(seed, 54);
    long first = random.next();
    int sixth = 0;
    for (int i = 0; i < 5; i++) {
      sixth = random.next();
    }
    result = first << 32 | sixth & 0xffffffffL;
    return XdpAction.PASS.value();
  }

  /** Marsaglia's xorshift of 32 bits with its own seed: the first number. */
  @BpfProgram(value = "xdp", since = "5.15")
  static int xorShift(XdpContext context) {
    int x = (int) seed;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    result = Integer.toUnsignedLong(x);
    return XdpAction.PASS.value();
  }
}
