package dev.jbpf.vm.exec.operation;

/**
 * Division as RFC 9669, section 4.1 has it: by zero it gives zero, and a remainder by zero what was
 * divided; nothing traps. The 32-bit forms take and give registers whose upper half is ignored and
 * zero.
 */
public final class Division {
  private static final long LOW = 0xffff_ffffL;

  private Division() {}

  /** {@return a / b, unsigned} */
  public static long divide(long a, long b) {
    return b == 0 ? 0 : Long.divideUnsigned(a, b);
  }

  /** {@return a % b, unsigned} */
  public static long modulo(long a, long b) {
    return b == 0 ? a : Long.remainderUnsigned(a, b);
  }

  /** {@return a / b, rounded towards zero} */
  public static long divideSigned(long a, long b) {
    return b == 0 ? 0 : a / b;
  }

  /** {@return a % b, with the sign of a} */
  public static long moduloSigned(long a, long b) {
    return b == 0 ? a : a % b;
  }

  /** {@return a / b, unsigned, of the lower halves} */
  public static long divide32(long a, long b) {
    return (b & LOW) == 0 ? 0 : (a & LOW) / (b & LOW);
  }

  /** {@return a % b, unsigned, of the lower halves} */
  public static long modulo32(long a, long b) {
    return (b & LOW) == 0 ? a & LOW : (a & LOW) % (b & LOW);
  }

  /** {@return a / b, rounded towards zero, of the lower halves} */
  public static long divideSigned32(long a, long b) {
    return (int) b == 0 ? 0 : (int) a / (int) b & LOW;
  }

  /** {@return a % b, with the sign of a, of the lower halves} */
  public static long moduloSigned32(long a, long b) {
    return (int) b == 0 ? a & LOW : (int) a % (int) b & LOW;
  }
}
