package dev.jbpf.verifier.scalar;

/** What is known of a number in words. */
final class ScalarText {
  private ScalarText() {}

  static String of(Scalar scalar) {
    if (scalar == Scalar.NONE) {
      return "nothing";
    }
    if (scalar.isConstant()) {
      return number(scalar.value());
    }
    String range = range(scalar);
    return range.isEmpty() ? bits(scalar) : range;
  }

  private static String range(Scalar scalar) {
    boolean isSigned = scalar.smin > Long.MIN_VALUE || scalar.smax < Long.MAX_VALUE;
    if (isSigned) {
      return range(number(scalar.smin), number(scalar.smax));
    }
    if (scalar.umin != 0 || scalar.umax != -1) {
      return range(Long.toUnsignedString(scalar.umin), Long.toUnsignedString(scalar.umax));
    }
    if (scalar.s32min > Integer.MIN_VALUE || scalar.s32max < Integer.MAX_VALUE) {
      return range(number(scalar.s32min), number(scalar.s32max)) + " in its lower half";
    }
    return "";
  }

  private static String range(String from, String to) {
    return from + " to " + to;
  }

  private static String number(long value) {
    if (value == Long.MIN_VALUE || value == Long.MAX_VALUE) {
      return value < 0 ? "-2^63" : "2^63-1";
    }
    return Long.toString(value);
  }

  private static String bits(Scalar scalar) {
    return scalar.bits.mask() == -1 ? "unknown" : "with the bits " + scalar.bits;
  }
}
