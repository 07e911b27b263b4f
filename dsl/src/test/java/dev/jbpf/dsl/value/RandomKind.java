package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S16;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.S8;
import dev.jbpf.dsl.value.number.U16;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.U8;

/** A type of numbers, and what its numbers are as a Java {@code long}. */
enum RandomKind {
  U_8(U8.KIND, 8, false),
  U_16(U16.KIND, 16, false),
  U_32(U32.KIND, 32, false),
  U_64(U64.KIND, 64, false),
  S_8(S8.KIND, 8, true),
  S_16(S16.KIND, 16, true),
  S_32(S32.KIND, 32, true),
  S_64(S64.KIND, 64, true);

  private final Kind<?> kind;
  private final int bits;
  private final boolean isSigned;

  RandomKind(Kind<? extends Int<?, ?>> kind, int bits, boolean isSigned) {
    this.kind = kind;
    this.bits = bits;
    this.isSigned = isSigned;
  }

  /** {@return the type without its parameter: the tests know what they do} */
  @SuppressWarnings("rawtypes")
  Kind raw() {
    return kind;
  }

  int bits() {
    return bits;
  }

  boolean isSigned() {
    return isSigned;
  }

  /** {@return what a number of this type is, of which these are the bits} */
  long fit(long number) {
    int free = Long.SIZE - bits;
    return isSigned ? number << free >> free : number << free >>> free;
  }

  int compare(long left, long right) {
    return isSigned ? Long.compare(left, right) : Long.compareUnsigned(left, right);
  }

  long divide(long left, long right) {
    if (right == 0) {
      return 0;
    }
    return fit(isSigned ? left / right : Long.divideUnsigned(left, right));
  }

  long remainder(long left, long right) {
    if (right == 0) {
      return left;
    }
    return fit(isSigned ? left % right : Long.remainderUnsigned(left, right));
  }

  long shiftLeft(long left, long by) {
    return fit(left << (by & width() - 1));
  }

  long shiftRight(long left, long by) {
    long amount = by & width() - 1;
    return fit(isSigned ? left >> amount : left >>> amount);
  }

  private int width() {
    return bits == Long.SIZE ? Long.SIZE : Integer.SIZE;
  }

  /** {@return whether all numbers of {@code other} are numbers of this type} */
  boolean takes(RandomKind other) {
    return other == this || other.bits < bits && (isSigned || !other.isSigned);
  }
}
