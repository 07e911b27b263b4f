package dev.jbpf.verifier.scalar;

/** A {@link Scalar} in the making: open bounds, that {@link #settle} brings in step. */
final class Draft {
  private static final long LOW = 0xffff_ffffL;

  /** What one bound says to another is said again as long as it helps, but no more than this. */
  private static final int ROUNDS = 4;

  KnownBits bits = KnownBits.UNKNOWN;
  long smin = Long.MIN_VALUE;
  long smax = Long.MAX_VALUE;
  long umin;
  long umax = -1;
  int s32min = Integer.MIN_VALUE;
  int s32max = Integer.MAX_VALUE;
  int u32min;
  int u32max = -1;

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

  /** Bits that contradict leave no number: the ranges say so. */
  KnownBits meetBits(KnownBits other) {
    if (!bits.meets(other)) {
      empty();
      return bits;
    }
    return bits.intersect(other);
  }

  void empty() {
    umin = -1;
    umax = 0;
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

  /** {@return the number with its bounds in step; {@link Scalar#NONE} if they contradict} */
  Scalar settle() {
    for (int round = 0; round < ROUNDS; round++) {
      long before = fingerprint();
      fromBits();
      betweenSigns();
      betweenSignsOfLow();
      downwards();
      upwards();
      if (isEmpty()) {
        return Scalar.NONE;
      }
      toBits();
      if (isEmpty()) {
        return Scalar.NONE;
      }
      if (fingerprint() == before) {
        break;
      }
    }
    return seal();
  }

  private boolean isEmpty() {
    return smin > smax
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
    if (bits.mask() != -1 && !bits.isConstant() && bits.hasOne(umin, umax)) {
      bits = KnownBits.constant(bits.next(umin));
      unsignedFrom(bits.value());
      unsignedTo(bits.value());
    }
  }

  /** A range that does not cross the turn of the one reading is a range of the other. */
  private void betweenSigns() {
    if (umin <= umax) {
      signedFrom(umin);
      signedTo(umax);
    } else if (smin >= 0 || umax < smin) {
      // The part from the sign's turn on is out of reach: only that below is left.
      unsignedTo(Long.MAX_VALUE);
    } else if (smax < 0 || umin > smax) {
      unsignedFrom(Long.MIN_VALUE);
    }
    if (smin >= 0 || smax < 0) {
      unsignedFrom(smin);
      unsignedTo(smax);
    }
  }

  private void betweenSignsOfLow() {
    if (u32min <= u32max) {
      signedLowFrom(u32min);
      signedLowTo(u32max);
    } else if (s32min >= 0 || u32max < s32min) {
      unsignedLowTo(Integer.MAX_VALUE);
    } else if (s32max < 0 || u32min > s32max) {
      unsignedLowFrom(Integer.MIN_VALUE);
    }
    if (s32min >= 0 || s32max < 0) {
      unsignedLowFrom(s32min);
      unsignedLowTo(s32max);
    }
  }

  /** What ranges of the whole say of the lower half: where the upper halves of both ends agree. */
  private void downwards() {
    if (umin >>> 32 == umax >>> 32) {
      unsignedLowFrom((int) umin);
      unsignedLowTo((int) umax);
      lowInOrder((int) umin, (int) umax);
    }
    if (smin >> 32 == smax >> 32) {
      unsignedLowFrom((int) smin);
      unsignedLowTo((int) smax);
      lowInOrder((int) smin, (int) smax);
    }
    if (smin == (int) smin && smax == (int) smax) {
      signedLowFrom((int) smin);
      signedLowTo((int) smax);
    }
  }

  private void lowInOrder(int min, int max) {
    if (min <= max) {
      signedLowFrom(min);
      signedLowTo(max);
    }
  }

  /** What the lower half says of the whole: an end keeps its upper half, and moves inwards. */
  private void upwards() {
    unsignedFrom(umin & ~LOW | u32min & LOW);
    unsignedTo(umax & ~LOW | u32max & LOW);
    signedFrom(smin & ~LOW | u32min & LOW);
    signedTo(smax & ~LOW | u32max & LOW);
    // Kernels say nothing of the whole where the half may be negative.
    if (s32min >= 0 && smin >= Integer.MIN_VALUE && smax <= LOW) {
      signedFrom(s32min);
      signedTo(s32max);
    }
  }

  private void toBits() {
    bits = meetBits(KnownBits.range(umin, umax));
    KnownBits low = KnownBits.range(u32min & LOW, u32max & LOW);
    bits = meetBits(new KnownBits(low.value(), low.mask() | ~LOW));
  }
}
