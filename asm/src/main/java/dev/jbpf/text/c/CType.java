package dev.jbpf.text.c;

import java.math.BigInteger;

/** The types in which C calculates, on a machine with 64 bits: smaller ones become {@code int}. */
public enum CType {
  INT(Integer.SIZE, true),
  UNSIGNED(Integer.SIZE, false),
  LONG(Long.SIZE, true),
  UNSIGNED_LONG(Long.SIZE, false);

  final int bits;
  final boolean isSigned;

  CType(int bits, boolean isSigned) {
    this.bits = bits;
    this.isSigned = isSigned;
  }

  /** {@return the type of what is calculated of both} */
  CType with(CType other) {
    return ordinal() >= other.ordinal() ? this : other;
  }

  /** {@return whether it has that number} */
  boolean holds(BigInteger number) {
    return isSigned
        ? number.bitLength() < bits
        : number.signum() >= 0 && number.bitLength() <= bits;
  }

  /**
   * {@return the number that this type makes of {@code number}, of which it may keep only the lower
   * bits}
   */
  CNumber of(BigInteger number) {
    return new CNumber(this, cut(number.longValue(), bits, isSigned));
  }

  /** {@return the lower {@code bits} of a number, as one with or without a sign} */
  static long cut(long number, int bits, boolean isSigned) {
    int shift = Long.SIZE - bits;
    return isSigned ? number << shift >> shift : number << shift >>> shift;
  }

  /**
   * {@return the type that C gives the literal: the first one that holds it}
   *
   * @param isDecimal whether types without a sign are passed over where no {@code u} is written
   */
  static CType ofLiteral(BigInteger number, boolean isDecimal, boolean isUnsigned, boolean isLong) {
    for (CType type : values()) {
      boolean fits = type.holds(number) && (!isLong || type.bits == Long.SIZE);
      if (fits && (type.isSigned ? !isUnsigned : isUnsigned || !isDecimal)) {
        return type;
      }
    }
    return UNSIGNED_LONG;
  }
}
