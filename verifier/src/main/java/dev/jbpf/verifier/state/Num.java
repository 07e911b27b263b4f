package dev.jbpf.verifier.state;

import dev.jbpf.verifier.scalar.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A number in a register or on the stack.
 *
 * <p>It remembers which numbers it was made of. Once a path depends on what exactly it is, it is
 * <em>demanded</em>, and with it all that it was made of. What was never demanded may be any other
 * number just as well, so paths that differ in it alone are one.
 */
public final class Num extends Value {
  /** What lost addresses are made of. */
  private static final Num LOST = of(Scalar.UNKNOWN);

  private final Scalar scalar;
  private final int id;
  private final int delta;
  private final int width;
  private boolean isDemanded;
  private @Nullable Num from;
  private @Nullable Num with;

  private Num(Scalar scalar, int id, int delta, int width, @Nullable Num from, @Nullable Num with) {
    this.scalar = scalar;
    this.id = id;
    this.delta = delta;
    this.width = width;
    this.from = from;
    this.with = with;
  }

  /** {@return a number made of nothing that was known before} */
  public static Num of(Scalar scalar) {
    return new Num(scalar, 0, 0, 0, null, null);
  }

  /** {@return the number {@code value}} */
  public static Num constant(long value) {
    return of(Scalar.constant(value));
  }

  /** {@return any number} */
  public static Num unknown() {
    return of(Scalar.UNKNOWN);
  }

  /** {@return what an address is that leads nowhere any more: any number} */
  public static Num lost() {
    return new Num(Scalar.UNKNOWN, 0, 0, 0, LOST, null);
  }

  /** {@return whether it was an address, of what has been released or moved since} */
  public boolean isLost() {
    Num at = from;
    while (at != null && at != LOST && at.scalar == Scalar.UNKNOWN && at.with == null) {
      at = at.from;
    }
    return at == LOST && scalar == Scalar.UNKNOWN;
  }

  /** {@return a number made of this one, linked to no other} */
  public Num made(Scalar result) {
    return new Num(result, 0, 0, 0, this, null);
  }

  /** {@return a number made of this one and {@code other}, linked to no other} */
  public Num made(Scalar result, Num other) {
    return new Num(result, 0, 0, 0, this, other);
  }

  /** {@return the same number, of which more is known since {@code other} was looked at} */
  public Num refined(Scalar result, Num other) {
    return new Num(result, id, delta, width, this, other == this ? null : other);
  }

  /** {@return the same number as one of those that share {@code newId}} */
  public Num linked(int newId) {
    return new Num(scalar, newId, 0, 0, this, null);
  }

  /**
   * {@return this number plus a constant, still linked to those that share its identity}
   *
   * @param bits of how many bits the sum is
   */
  public Num moved(Scalar result, int by, int bits) {
    return new Num(result, id, by, bits, this, null);
  }

  /** {@return the same number, a copy on its own account} */
  public Num copy() {
    return new Num(scalar, id, delta, width, this, null);
  }

  /** {@return what is known of it} */
  public Scalar scalar() {
    return scalar;
  }

  /** {@return what numbers share that are equal but for a constant; 0 if it is on its own} */
  public int id() {
    return id;
  }

  /** {@return how much more it is than the number that its identity stands for} */
  public int delta() {
    return delta;
  }

  /** {@return whether a constant was added since it was linked, be it 0} */
  public boolean isMoved() {
    return width != 0;
  }

  /** {@return whether the constant was added to the lower 32 bits} */
  public boolean isMovedNarrowly() {
    return width == Integer.SIZE;
  }

  /** {@return whether the two differ by a constant of some width: not by one of each} */
  public boolean isLinkedTo(Num other) {
    return id != 0 && id == other.id && (width == other.width || width == 0 || other.width == 0);
  }

  /** {@return whether a path depends on what it is} */
  public boolean isDemanded() {
    return isDemanded;
  }

  /**
   * Says that the path depends on what it is.
   *
   * @return whether that was not known
   */
  public boolean demand() {
    if (isDemanded) {
      return false;
    }
    Deque<Num> waiting = new ArrayDeque<>();
    waiting.push(this);
    while (!waiting.isEmpty()) {
      waiting.pop().mark(waiting);
    }
    return true;
  }

  private void mark(Deque<Num> waiting) {
    isDemanded = true;
    push(waiting, from);
    push(waiting, with);
    // What is behind is marked now, and need not be kept.
    from = null;
    with = null;
  }

  private static void push(Deque<Num> waiting, @Nullable Num num) {
    if (num != null && !num.isDemanded) {
      num.isDemanded = true;
      waiting.push(num);
    }
  }

  @Override
  public String toString() {
    return scalar.toString();
  }
}
