package dev.jbpf.internal;

import java.math.BigInteger;

/** Numbers as a source means them, before they are bits: what does not fit is seen. */
public final class Exact {
  private static final BigInteger WHOLE = BigInteger.ONE.shiftLeft(Long.SIZE);

  private Exact() {}

  /** {@return the number of these bits, which have a sign unless the number {@code isHuge}} */
  public static BigInteger of(long bits, boolean isHuge) {
    BigInteger number = BigInteger.valueOf(bits);
    return isHuge ? number.add(WHOLE) : number;
  }

  /** {@return the number that the bits are without a sign} */
  public static BigInteger unsigned(long bits) {
    return of(bits, bits < 0);
  }

  /** {@return whether {@code number}, with a sign or without, has so many bits at most} */
  public static boolean fits(BigInteger number, int bits) {
    return number.signum() < 0 ? number.bitLength() < bits : number.bitLength() <= bits;
  }

  /** {@return whether {@code number} fits in 64 bits only without a sign} */
  public static boolean isHuge(BigInteger number) {
    return number.signum() > 0 && number.bitLength() == Long.SIZE;
  }
}
