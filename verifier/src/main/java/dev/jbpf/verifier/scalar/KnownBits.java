package dev.jbpf.verifier.scalar;

/**
 * What is known of each of 64 bits: a <em>tristate number</em>. A bit that {@code mask} has is
 * unknown; any other is as in {@code value}.
 *
 * <p>Source: Vishwanathan, Shachnai, Narayana, Nagarakatte: <i>Sound, Precise, and Fast Abstract
 * Interpretation with Tristate Numbers</i> (CGO 2022).
 *
 * @param value the bits that are known to be set; none of {@code mask}
 * @param mask the bits that are unknown
 */
public record KnownBits(long value, long mask) {
  /** Nothing is known. */
  public static final KnownBits UNKNOWN = new KnownBits(0, -1);

  private static final KnownBits ZERO = new KnownBits(0, 0);
  private static final long LOW = 0xffff_ffffL;

  /** {@return the bits of {@code value}, all known} */
  public static KnownBits constant(long value) {
    return value == 0 ? ZERO : new KnownBits(value, 0);
  }

  /**
   * {@return what is known of every number from {@code min} to {@code max}, both unsigned: the bits
   * above the highest in which the two differ}
   */
  public static KnownBits range(long min, long max) {
    long unknown = upTo(min ^ max);
    return new KnownBits(min & ~unknown, unknown);
  }

  /** {@return all bits up to the highest that {@code bits} has} */
  private static long upTo(long bits) {
    return bits == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(bits);
  }

  /** {@return whether every bit is known} */
  public boolean isConstant() {
    return mask == 0;
  }

  /** {@return whether {@code number} is one of these} */
  public boolean has(long number) {
    return (number & ~mask) == value;
  }

  /**
   * {@return whether kernels say that of these only {@link #next} is from {@code min} to {@code
   * max}} They do not look whether the greatest of these is within.
   */
  boolean isAlone(long min, long max) {
    long most = value | mask;
    long next = next(min);
    long second = next == most ? most : next(next + 1);
    boolean isLast = Long.compareUnsigned(second, max) > 0;
    return next == min ? isLast : next == most || isLast && Long.compareUnsigned(next, max) <= 0;
  }

  /** {@return whether none of these is from {@code min} to {@code max}, unsigned} */
  boolean isNoneOf(long min, long max) {
    long next = next(min);
    return Long.compareUnsigned(next, min) < 0 || Long.compareUnsigned(next, max) > 0;
  }

  /** {@return the least of these that is not below {@code min}, unsigned; else the greatest} */
  long next(long min) {
    long most = value | mask;
    if (has(min) || Long.compareUnsigned(min, most) >= 0) {
      return has(min) ? min : most;
    }
    // Down to the highest bit that differs it is as min is, or, if that bit is lower, one more.
    long differing = (min ^ value) & ~mask;
    long lower = upTo(differing);
    long above = mask & ~lower;
    boolean isMore = (value & Long.highestOneBit(differing)) != 0;
    return value | (isMore ? min : (min | ~above) + 1) & above;
  }

  /** {@return whether every number of {@code other} is one of these} */
  public boolean covers(KnownBits other) {
    return (other.mask & ~mask) == 0 && (other.value & ~mask) == value;
  }

  /** {@return whether a number can be both one of these and one of {@code other}} */
  public boolean meets(KnownBits other) {
    return ((value ^ other.value) & ~mask & ~other.mask) == 0;
  }

  /**
   * {@return what is known of a number that is one of both}
   *
   * <p>Where none can be ({@link #meets}), the result means nothing.
   */
  public KnownBits intersect(KnownBits other) {
    long unknown = mask & other.mask;
    return of((value | other.value) & ~unknown, unknown);
  }

  private KnownBits of(long newValue, long newMask) {
    return newValue == value && newMask == mask ? this : new KnownBits(newValue, newMask);
  }

  KnownBits plus(KnownBits other) {
    long sum = value + other.value;
    long carries = sum + mask + other.mask ^ sum;
    long unknown = carries | mask | other.mask;
    return new KnownBits(sum & ~unknown, unknown);
  }

  KnownBits minus(KnownBits other) {
    long difference = value - other.value;
    long borrows = difference + mask ^ difference - other.mask;
    long unknown = borrows | mask | other.mask;
    return new KnownBits(difference & ~unknown, unknown);
  }

  /** Both ways tell something that the other does not; kernels go the second since 6.18. */
  KnownBits times(KnownBits other) {
    return timesCertain(other).intersect(timesEach(other));
  }

  /** The sum of what each bit adds, where one that is uncertain adds something or nothing. */
  private KnownBits timesEach(KnownBits other) {
    KnownBits sum = constant(0);
    for (long open = value | mask; open != 0 && sum.mask != -1; open &= open - 1) {
      int bit = Long.numberOfTrailingZeros(open);
      KnownBits more = sum.plus(other.shiftLeft(bit));
      sum = (value >>> bit & 1) != 0 ? more : sum.join(more);
    }
    return sum;
  }

  /** {@return what is known of a number that is one or the other} */
  private KnownBits join(KnownBits other) {
    long unknown = mask | other.mask | value ^ other.value;
    return new KnownBits(value & ~unknown, unknown);
  }

  /** The product of what is certain, and the sum of all that each uncertain bit may add. */
  private KnownBits timesCertain(KnownBits other) {
    long doubt = 0;
    long open = value | mask;
    while (open != 0) {
      int bit = Long.numberOfTrailingZeros(open);
      boolean isSet = (value >>> bit & 1) != 0;
      long added = (isSet ? other.mask : other.value | other.mask) << bit;
      doubt |= added | doubt + added;
      open &= open - 1;
    }
    return constant(value * other.value).plus(new KnownBits(0, doubt));
  }

  KnownBits and(KnownBits other) {
    long ones = value & other.value;
    long possible = (value | mask) & (other.value | other.mask);
    return new KnownBits(ones, possible & ~ones);
  }

  KnownBits or(KnownBits other) {
    long ones = value | other.value;
    return new KnownBits(ones, (mask | other.mask) & ~ones);
  }

  KnownBits xor(KnownBits other) {
    long unknown = mask | other.mask;
    return new KnownBits((value ^ other.value) & ~unknown, unknown);
  }

  KnownBits shiftLeft(int bits) {
    return new KnownBits(value << bits, mask << bits);
  }

  KnownBits shiftRight(int bits) {
    return new KnownBits(value >>> bits, mask >>> bits);
  }

  KnownBits shiftRightSigned(int bits) {
    return new KnownBits(value >> bits, mask >> bits);
  }

  /** {@return the lower {@code bits} bits, the others zero} */
  KnownBits lower(int bits) {
    long kept = -1L >>> Long.SIZE - bits;
    return of(value & kept, mask & kept);
  }

  /** {@return the lower {@code bits} bits, the others as the highest of them} */
  KnownBits extended(int bits) {
    int shift = Long.SIZE - bits;
    return shiftLeft(shift).shiftRightSigned(shift);
  }

  /** {@return the lower {@code bits} bits with their bytes reversed, the others zero} */
  KnownBits reversed(int bits) {
    int shift = Long.SIZE - bits;
    return of(Long.reverseBytes(value) >>> shift, Long.reverseBytes(mask) >>> shift);
  }

  /** Such as {@code (0x10; 0xf)}: 16 to 31, as the kernel writes it. */
  @Override
  public String toString() {
    return "(0x" + Long.toHexString(value) + "; 0x" + Long.toHexString(mask) + ")";
  }
}
