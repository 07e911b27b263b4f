package dev.jbpf.text;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Gives symbols their values that {@code .set} makes depend on what comes later in the source. */
final class Assignments {
  private final Context context;
  private final Symbols symbols;
  private final Set<Integer> defined = new HashSet<>();

  /** A symbol, and what it is to be. */
  record Awaited(int symbol, Operands value) {}

  Assignments(Context context) {
    this.context = context;
    this.symbols = context.symbols;
  }

  /** Defines those that are other names of places, which move with these. */
  void definePlaces() {
    settle(true);
  }

  /** Defines the rest, once no place moves any more, and complains of what has no value. */
  void defineNumbers() {
    settle(false);
    for (Awaited each : context.awaited) {
      Operands value = each.value;
      context.errors.add(
          "symbol-undefined",
          value.from[0],
          value.to[0],
          Complaints.quote(context.in, value.from[0], value.to[0]) + " is no number or place");
    }
  }

  /**
   * One can depend on another: as long as one gets known, others may. A chain of them is settled at
   * once in one of the two directions.
   */
  private void settle(boolean isPlaces) {
    boolean isAny = !context.awaited.isEmpty();
    while (isAny) {
      isAny = context.awaited.removeIf(each -> define(each.symbol, each.value, isPlaces));
      Collections.reverse(context.awaited);
    }
  }

  private boolean define(int symbol, Operands value, boolean isPlaces) {
    int plus = value.symbols[0];
    int minus = value.minus[0];
    boolean isLabel = symbols.section(symbol) >= 0 && !defined.contains(symbol);
    if (isLabel || !isKnown(plus) || !isKnown(minus)) {
      return false;
    }
    if (minus == Symbols.NONE && symbols.section(plus) >= 0) {
      context.alias(symbol, value, value.from[0]);
      defined.add(symbol);
      return true;
    }
    boolean isNumber =
        minus == Symbols.NONE
            || plus != Symbols.NONE && symbols.section(plus) == symbols.section(minus);
    if (isPlaces || !isNumber) {
      return false;
    }
    BigInteger sum = number(plus).subtract(number(minus)).add(BigInteger.valueOf(value.values[0]));
    symbols.defineNumber(symbol, sum.longValue(), Exact.isHuge(sum), value.from[0]);
    if (!Exact.fits(sum, Long.SIZE)) {
      String what = Complaints.quote(context.in, value.from[0], value.to[0]);
      context.errors.add(
          "imm-range", value.from[0], value.to[0], what + " does not fit in 64 bits");
    }
    return true;
  }

  private boolean isKnown(int symbol) {
    return symbol == Symbols.NONE || symbols.isDefined(symbol);
  }

  private BigInteger number(int symbol) {
    return symbol == Symbols.NONE ? BigInteger.ZERO : symbols.number(symbol);
  }
}
