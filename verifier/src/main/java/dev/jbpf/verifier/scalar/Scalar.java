package dev.jbpf.verifier.scalar;

import dev.jbpf.isa.Operation;

/**
 * What is known of a 64-bit number: a set that holds it at least. Immutable.
 *
 * <p>The set is given by bits that are known and by ranges of the number, and of its lower half,
 * read with a sign and without. All five describe the same number, and each says what it can for
 * the others ({@link Draft#settle}).
 */
public final class Scalar {
  /** Any number. */
  public static final Scalar UNKNOWN = new Draft().seal();

  /** No number: what is known contradicts itself, so control does not come here. */
  public static final Scalar NONE = new Draft().seal();

  /** Zero. */
  public static final Scalar ZERO = constant(0);

  final KnownBits bits;
  final long smin;
  final long smax;
  final long umin;
  final long umax;
  final int s32min;
  final int s32max;
  final int u32min;
  final int u32max;

  Scalar(Draft draft) {
    bits = draft.bits;
    smin = draft.smin;
    smax = draft.smax;
    umin = draft.umin;
    umax = draft.umax;
    s32min = draft.s32min;
    s32max = draft.s32max;
    u32min = draft.u32min;
    u32max = draft.u32max;
  }

  /** {@return exactly {@code value}} */
  public static Scalar constant(long value) {
    Draft draft = new Draft();
    draft.bits = KnownBits.constant(value);
    draft.smin = draft.smax = draft.umin = draft.umax = value;
    draft.s32min = draft.s32max = draft.u32min = draft.u32max = (int) value;
    return draft.seal();
  }

  /** {@return any number from {@code min} to {@code max}, both unsigned} */
  public static Scalar unsigned(long min, long max) {
    Draft draft = new Draft();
    draft.umin = min;
    draft.umax = max;
    return draft.settle();
  }

  /** {@return any number from {@code min} to {@code max}, both signed} */
  public static Scalar signed(long min, long max) {
    Draft draft = new Draft();
    draft.smin = min;
    draft.smax = max;
    return draft.settle();
  }

  /** {@return any number of {@code bytes} bytes, the upper ones zero} */
  public static Scalar ofBytes(int bytes) {
    return bytes == Long.BYTES ? UNKNOWN : unsigned(0, -1L >>> Long.SIZE - bytes * Byte.SIZE);
  }

  /** {@return whether it is one number only} */
  public boolean isConstant() {
    return bits.mask() == 0;
  }

  /** {@return whether it is {@code value} and nothing else} */
  public boolean is(long value) {
    return bits.mask() == 0 && bits.value() == value;
  }

  /** {@return whether it can be {@code value}, as far as the ranges and bits say} */
  public boolean has(long value) {
    return bits.has(value)
        && smin <= value
        && value <= smax
        && Long.compareUnsigned(umin, value) <= 0
        && Long.compareUnsigned(value, umax) <= 0
        && hasLow((int) value);
  }

  private boolean hasLow(int low) {
    return s32min <= low
        && low <= s32max
        && Integer.compareUnsigned(u32min, low) <= 0
        && Integer.compareUnsigned(low, u32max) <= 0;
  }

  /** {@return the number, where it {@link #isConstant}} */
  public long value() {
    return bits.value();
  }

  /** {@return the bits that are known} */
  public KnownBits bits() {
    return bits;
  }

  /** {@return what the bits alone say} */
  Scalar onlyBits() {
    Draft draft = new Draft();
    draft.bits = bits;
    return draft.settle();
  }

  /** {@return its bits with its ranges of that width, and what both say of the other} */
  public Scalar ranges(int width) {
    Draft draft = new Draft(this);
    if (width == Long.SIZE) {
      draft.keepLow(UNKNOWN);
    } else {
      draft.smin = Long.MIN_VALUE;
      draft.smax = Long.MAX_VALUE;
      draft.umin = 0;
      draft.umax = -1;
    }
    return draft.settle();
  }

  /** {@return the least that it is as a signed number} */
  public long smin() {
    return smin;
  }

  /** {@return the most that it is as a signed number} */
  public long smax() {
    return smax;
  }

  /** {@return the least that it is, unsigned} */
  public long umin() {
    return umin;
  }

  /** {@return the most that it is, unsigned} */
  public long umax() {
    return umax;
  }

  /** {@return the least that its lower half is as a signed number} */
  public int s32min() {
    return s32min;
  }

  /** {@return the most that its lower half is as a signed number} */
  public int s32max() {
    return s32max;
  }

  /** {@return whether every number of {@code other} is one of these} */
  public boolean covers(Scalar other) {
    return this == other || this == UNKNOWN || coversRanges(other) && bits.covers(other.bits);
  }

  private boolean coversRanges(Scalar other) {
    return smin <= other.smin
        && smax >= other.smax
        && Long.compareUnsigned(umin, other.umin) <= 0
        && Long.compareUnsigned(umax, other.umax) >= 0
        && s32min <= other.s32min
        && s32max >= other.s32max
        && Integer.compareUnsigned(u32min, other.u32min) <= 0
        && Integer.compareUnsigned(u32max, other.u32max) >= 0;
  }

  /** {@return the lower {@code bytes} bytes, the others zero} */
  public Scalar lower(int bytes) {
    if (bytes == Long.BYTES) {
      return this;
    }
    int width = bytes * Byte.SIZE;
    long kept = -1L >>> Long.SIZE - width;
    Draft draft = new Draft();
    draft.bits = bits.lower(width);
    boolean whole = (umin & ~kept) == (umax & ~kept);
    draft.umin = whole ? umin & kept : 0;
    draft.umax = whole ? umax & kept : kept;
    if (bytes == Integer.BYTES) {
      draft.keepLow(this);
    }
    return draft.settle();
  }

  /**
   * {@return what a kernel knows of the lower {@code bits} bits, 8, 16 or 32, once an instruction
   * of {@code width} bits, 32 or 64, makes the others as their sign} It follows the ends of the
   * signed range, where all that is above them is one number, and forgets single bits.
   */
  public Scalar signExtended(int bits, int width) {
    if (isConstant()) {
      return extended(bits);
    }
    long least = width == Integer.SIZE ? s32min : smin;
    long most = width == Integer.SIZE ? s32max : smax;
    int shift = Long.SIZE - bits;
    long from = least << shift >> shift;
    long to = most << shift >> shift;
    boolean follows = least >> bits == most >> bits && from < 0 == to < 0;
    return follows ? signed(from, to) : signed(-1L << bits - 1, (1L << bits - 1) - 1);
  }

  /** {@return the lower {@code bits} bits, 8, 16 or 32, the others as their sign} */
  Scalar extended(int bits) {
    long top = 1L << bits - 1;
    Draft draft = new Draft();
    draft.bits = this.bits.extended(bits);
    // Numbers between two multiples of 2^bits, moved by half, keep their order when cut.
    boolean inOrder = smax - smin >= 0 && smin + top >> bits == smax + top >> bits;
    boolean fits = inOrder && smin + top >= smin && smax + top >= smax;
    int shift = Long.SIZE - bits;
    draft.smin = fits ? smin << shift >> shift : -top;
    draft.smax = fits ? smax << shift >> shift : top - 1;
    if (bits == Integer.SIZE) {
      draft.keepLow(this);
    }
    return draft.settle();
  }

  /** {@return these numbers plus {@code constant}} */
  public Scalar plusConstant(long constant) {
    if (isConstant()) {
      return constant(value() + constant);
    }
    return constant == 0
        ? this
        : ScalarArithmetic.apply(Operation.ADD, Long.SIZE, this, constant(constant));
  }

  /** {@return the lower {@code bits} bits, 16, 32 or 64, with their bytes reversed} */
  public Scalar reversed(int bits) {
    Draft draft = new Draft();
    draft.bits = this.bits.reversed(bits);
    return draft.settle();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Scalar scalar
            && this != NONE
            && other != NONE
            && covers(scalar)
            && scalar.covers(this);
  }

  @Override
  public int hashCode() {
    return bits.hashCode() * 31 + Long.hashCode(umin ^ umax * 31);
  }

  /** What is known in the words of messages: {@code 4}, {@code 0 to 255}, {@code unknown}. */
  @Override
  public String toString() {
    return ScalarText.of(this);
  }
}
