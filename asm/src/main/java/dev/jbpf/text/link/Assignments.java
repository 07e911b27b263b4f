package dev.jbpf.text.link;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.internal.Exact;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Gives symbols their values that {@code .set} makes depend on what comes later in the source. */
final class Assignments {
  private final AssemblyState state;
  private final Declarations declarations;
  private final Symbols symbols;
  private final Set<Integer> defined = new HashSet<>();

  Assignments(AssemblyState state, Declarations declarations) {
    this.state = state;
    this.declarations = declarations;
    this.symbols = state.symbols;
  }

  /** Defines those that are other names of places, which move with these. */
  void definePlaces() {
    settle(true);
  }

  /** Defines the rest, once no place moves any more, and complains of what has no value. */
  void defineNumbers() {
    settle(false);
    for (Declarations.Awaited each : declarations.awaited) {
      Operands value = each.value();
      state.errors.add(
          DiagnosticCode.SYMBOL_UNDEFINED,
          value.from[0],
          value.to[0],
          state.in.quote(value.from[0], value.to[0]) + " is no number or place");
    }
  }

  /**
   * One can depend on another: as long as one gets known, others may. A chain of them is settled at
   * once in one of the two directions.
   */
  private void settle(boolean isPlaces) {
    boolean isAny = !declarations.awaited.isEmpty();
    while (isAny) {
      isAny = declarations.awaited.removeIf(each -> define(each.symbol(), each.value(), isPlaces));
      Collections.reverse(declarations.awaited);
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
      declarations.alias(symbol, value, value.from[0]);
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
      String what = state.in.quote(value.from[0], value.to[0]);
      state.errors.add(
          DiagnosticCode.IMM_RANGE, value.from[0], value.to[0], what + " does not fit in 64 bits");
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
