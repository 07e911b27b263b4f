package dev.jbpf.verifier.scalar;

/** A {@link Scalar} in the making: open bounds, that {@link #settle} brings in step. */
final class Draft {
  private static final long LOW = 0xffff_ffffL;

  /** What one bound says to another is said again as long as it helps, but no more than this. */
  private static final int ROUNDS = 3;

  KnownBits bits = KnownBits.UNKNOWN;
  long smin = Long.MIN_VALUE;
  long smax = Long.MAX_VALUE;
  long umin;
  long umax = -1;
  int s32min = Integer.MIN_VALUE;
  int s32max = Integer.MAX_VALUE;
  int u32min;
  int u32max = -1;

  private boolean isNone;
  private boolean findsAlone = true;

  Draft() {}

  Draft(Scalar scalar) {
    bits = scalar.bits;
    smin = scalar.smin;
    smax = scalar.smax;
    umin = scalar.umin;
    umax = scalar.umax;
    keepLow(scalar);
  }

  /** Takes what is known of the lower half of {@code scalar}, all but its bits. */
  void keepLow(Scalar scalar) {
    s32min = scalar.s32min;
    s32max = scalar.s32max;
    u32min = scalar.u32min;
    u32max = scalar.u32max;
  }

  /** Makes it a number of the lower 32 bits only. */
  void zeroUpper() {
    bits = bits.lower(Integer.SIZE);
    smin = 0;
    smax = LOW;
    umin = 0;
    umax = LOW;
  }

  void meet(Scalar other) {
    bits = meetBits(other.bits);
    signedFrom(other.smin);
    signedTo(other.smax);
    unsignedFrom(other.umin);
    unsignedTo(other.umax);
  }

  void meetLow(Scalar other) {
    KnownBits low = other.bits.lower(Integer.SIZE);
    bits = meetBits(new KnownBits(low.value(), low.mask() | ~LOW));
    signedLowFrom(other.s32min);
    signedLowTo(other.s32max);
    unsignedLowFrom(other.u32min);
    unsignedLowTo(other.u32max);
  }

  /** Bits that contradict leave no number. */
  KnownBits meetBits(KnownBits other) {
    if (!bits.meets(other)) {
      empty();
      return bits;
    }
    return bits.intersect(other);
  }

  void empty() {
    isNone = true;
  }

  void signedFrom(long min) {
    smin = Math.max(smin, min);
  }

  void signedTo(long max) {
    smax = Math.min(smax, max);
  }

  void unsignedFrom(long min) {
    umin = Long.compareUnsigned(umin, min) < 0 ? min : umin;
  }

  void unsignedTo(long max) {
    umax = Long.compareUnsigned(umax, max) > 0 ? max : umax;
  }

  void signedLowFrom(int min) {
    s32min = Math.max(s32min, min);
  }

  void signedLowTo(int max) {
    s32max = Math.min(s32max, max);
  }

  void unsignedLowFrom(int min) {
    u32min = Integer.compareUnsigned(u32min, min) < 0 ? min : u32min;
  }

  void unsignedLowTo(int max) {
    u32max = Integer.compareUnsigned(u32max, max) > 0 ? max : u32max;
  }

  /** {@return the number with its bounds as they stand} */
  Scalar seal() {
    return new Scalar(this);
  }

  /**
   * {@return the number with its bounds in step; {@link Scalar#NONE} if they contradict}
   *
   * <p>The order is that of kernels, which shows where bounds contradict: a path that cannot be is
   * followed on with what the last of them says, and most often that is one number.
   */
  Scalar settle() {
    fromBits();
    long before;
    int round = 0;
    do {
      before = fingerprint();
      downwards();
      betweenSignsOfLow();
      betweenSigns();
      upwards();
    } while (++round < ROUNDS && fingerprint() != before);
    toBits();
    fromBits();
    return isEmpty() ? Scalar.NONE : seal();
  }

  /** {@return what its ranges alone say} */
  Scalar onlyRanges() {
    bits = KnownBits.UNKNOWN;
    return settle();
  }

  /** Leaves it at ranges and bits, as older kernels do, where one number alone is of both. */
  void asRanges() {
    findsAlone = false;
  }

  private boolean isEmpty() {
    return isNone
        || smin > smax
        || Long.compareUnsigned(umin, umax) > 0
        || s32min > s32max
        || Integer.compareUnsigned(u32min, u32max) > 0;
  }

  /** Differs, as good as always, once a bound has moved. */
  private long fingerprint() {
    long hash = bits.value() * 31 + bits.mask();
    hash = (hash * 31 + smin) * 31 + smax;
    hash = (hash * 31 + umin) * 31 + umax;
    hash = (hash * 31 + s32min) * 31 + s32max;
    return (hash * 31 + u32min) * 31 + u32max;
  }

  private void fromBits() {
    long value = bits.value();
    long most = value | bits.mask();
    unsignedFrom(value);
    unsignedTo(most);
    signedFrom(value | bits.mask() & Long.MIN_VALUE);
    signedTo(value | bits.mask() & Long.MAX_VALUE);
    unsignedLowFrom((int) value);
    unsignedLowTo((int) most);
    int lowMask = (int) bits.mask();
    signedLowFrom((int) value | lowMask & Integer.MIN_VALUE);
    signedLowTo((int) value | lowMask & Integer.MAX_VALUE);
    if (findsAlone && bits.isAlone(umin, umax)) {
      become(bits.next(umin));
    }
  }

  private void become(long value) {
    bits = KnownBits.constant(value);
    smin = smax = umin = umax = value;
    s32min = s32max = u32min = u32max = (int) value;
  }

  /** A range that does not cross the turn of the one reading is a range of the other. */
  private void betweenSigns() {
    if (umin <= umax) {
      signedFrom(umin);
      signedTo(umax);
    }
    if (Long.compareUnsigned(smin, smax) <= 0) {
      unsignedFrom(smin);
      unsignedTo(smax);
    } else if (Long.compareUnsigned(umax, smin) < 0) {
      // Of a range that crosses the turn only the part below it is within reach.
      signedFrom(umin);
      unsignedTo(smax);
    } else if (Long.compareUnsigned(smax, umin) < 0) {
      signedTo(umax);
      unsignedFrom(smin);
    }
  }

  private void betweenSignsOfLow() {
    if (u32min <= u32max) {
      signedLowFrom(u32min);
      signedLowTo(u32max);
    }
    if (Integer.compareUnsigned(s32min, s32max) <= 0) {
      unsignedLowFrom(s32min);
      unsignedLowTo(s32max);
    } else if (Integer.compareUnsigned(u32max, s32min) < 0) {
      signedLowFrom(u32min);
      unsignedLowTo(s32max);
    } else if (Integer.compareUnsigned(s32max, u32min) < 0) {
      signedLowTo(u32max);
      unsignedLowFrom(s32min);
    }
  }

  /** What ranges of the whole say of the lower half: where the upper halves of both ends agree. */
  private void downwards() {
    downwards(umin, umax);
    downwards(smin, smax);
  }

  private void downwards(long min, long max) {
    int low = (int) min;
    int high = (int) max;
    int steps = (int) (max >>> Integer.SIZE) - (int) (min >>> Integer.SIZE);
    if (steps == 0 && Integer.compareUnsigned(low, high) <= 0) {
      unsignedLowFrom(low);
      unsignedLowTo(high);
    }
    // Where the upper half moves on by one, the lower one goes through zero.
    if (steps == 0 && low <= high || steps == 1 && low < 0 && high >= 0) {
      signedLowFrom(low);
      signedLowTo(high);
    }
  }

  /** What the lower half says of the whole: an end keeps its upper half, and moves inwards. */
  private void upwards() {
    unsignedFrom(umin & ~LOW | u32min & LOW);
    unsignedTo(umax & ~LOW | u32max & LOW);
    signedFrom(smin & ~LOW | u32min & LOW);
    signedTo(smax & ~LOW | u32max & LOW);
    // Kernels say nothing of the whole where the half may be negative, and forget what else they
    // know of it where not.
    if (s32min >= 0 && smin >= Integer.MIN_VALUE && smax <= LOW) {
      smin = umin = s32min;
      smax = umax = s32max;
      bits = bits.intersect(KnownBits.range(umin, umax));
    }
  }

  private void toBits() {
    bits = bits.intersect(KnownBits.range(umin, umax));
    KnownBits low = KnownBits.range(u32min & LOW, u32max & LOW);
    bits = bits.intersect(new KnownBits(low.value(), low.mask() | ~LOW));
  }
}
