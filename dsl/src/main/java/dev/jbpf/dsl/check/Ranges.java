package dev.jbpf.dsl.check;

import dev.jbpf.dsl.check.Value.Unknown;
import dev.jbpf.isa.Op;
import java.util.Optional;

/**
 * What is left of a number that may be anything in a range when a comparison with a constant has
 * come out one way. It may be less than is left in truth, never more: who follows a way needs one
 * number that leads there.
 */
final class Ranges {
  private static final int CLASS = 0x07;
  private static final int JMP32 = 0x06;
  private static final int OPERATION = 0xf0;

  private final Unknown value;
  private final long constant;

  private Ranges(Unknown value, long constant) {
    this.value = value;
    this.constant = constant;
  }

  /** {@return what is left of {@code value}; empty if no number that is known of leads there} */
  static Optional<Unknown> after(Op jump, Unknown value, long constant, boolean isTaken) {
    if ((jump.opcode() & CLASS) != JMP32) {
      return new Ranges(value, constant).after(jump.opcode() & OPERATION, isTaken);
    }
    // Of numbers below 2^31 the lower half is all, with a sign or without.
    return new Ranges(value, (int) constant)
        .within(0, Integer.MAX_VALUE)
        .flatMap(low -> new Ranges(low, (int) constant).after(jump.opcode() & OPERATION, isTaken));
  }

  private Optional<Unknown> after(int operation, boolean isTaken) {
    return switch (operation) {
      case 0x10 -> isTaken ? within(constant, constant) : without();
      case 0x50 -> isTaken ? without() : within(constant, constant);
      case 0x40 -> isTaken ? withBit() : within(0, 0);
      case 0x20 -> unsigned(isTaken, false);
      case 0x30 -> unsigned(isTaken, true);
      case 0xb0 -> unsigned(!isTaken, false);
      case 0xa0 -> unsigned(!isTaken, true);
      case 0x60 -> signed(isTaken, false);
      case 0x70 -> signed(isTaken, true);
      case 0xd0 -> signed(!isTaken, false);
      case 0xc0 -> signed(!isTaken, true);
      default -> Optional.empty();
    };
  }

  private Optional<Unknown> within(long low, long high) {
    long from = Math.max(low, value.low());
    long to = Math.min(high, value.high());
    return from <= to ? Optional.of(new Unknown(value.id(), from, to)) : Optional.empty();
  }

  private Optional<Unknown> above(long bound, boolean isIncluded) {
    return isIncluded || bound < Long.MAX_VALUE
        ? within(isIncluded ? bound : bound + 1, Long.MAX_VALUE)
        : Optional.empty();
  }

  private Optional<Unknown> below(long bound, boolean isIncluded) {
    return isIncluded || bound > Long.MIN_VALUE
        ? within(Long.MIN_VALUE, isIncluded ? bound : bound - 1)
        : Optional.empty();
  }

  /** The larger side. */
  private Optional<Unknown> without() {
    if (constant < value.low() || constant > value.high()) {
      return Optional.of(value);
    }
    // May overflow: then both sides are large.
    return value.high() - constant >= constant - value.low()
        ? above(constant, false).or(() -> below(constant, false))
        : below(constant, false).or(() -> above(constant, false));
  }

  private Optional<Unknown> withBit() {
    long bit = Long.lowestOneBit(constant);
    return bit == 0 ? Optional.empty() : within(bit, bit);
  }

  private Optional<Unknown> signed(boolean isAbove, boolean atConstant) {
    return isAbove ? above(constant, atConstant) : below(constant, !atConstant);
  }

  /** Numbers with the highest bit are left out. */
  private Optional<Unknown> unsigned(boolean isAbove, boolean atConstant) {
    return within(0, Long.MAX_VALUE)
        .flatMap(
            low ->
                constant < 0
                    ? isAbove ? Optional.empty() : Optional.of(low)
                    : new Ranges(low, constant).signed(isAbove, atConstant));
  }
}
