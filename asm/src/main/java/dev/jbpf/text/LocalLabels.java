package dev.jbpf.text;

import java.util.HashMap;
import java.util.Map;

/** Labels that are numbers: {@code 1:} as often as one likes, {@code 1b} and {@code 1f} from it. */
final class LocalLabels {
  private final Symbols symbols;
  private final Map<Long, Integer> last = new HashMap<>();
  private final Map<Long, Integer> next = new HashMap<>();

  LocalLabels(Symbols symbols) {
    this.symbols = symbols;
  }

  /** {@return the symbol of the label {@code number:} that is being defined} */
  int define(long number) {
    Integer awaited = next.remove(number);
    int symbol = awaited == null ? symbols.anonymous() : awaited;
    last.put(number, symbol);
    return symbol;
  }

  /** {@return the last one before, an undefined one if there is none} */
  int before(long number) {
    Integer symbol = last.get(number);
    return symbol == null ? symbols.anonymous() : symbol;
  }

  /** {@return the one that is to come} */
  int after(long number) {
    return next.computeIfAbsent(number, n -> symbols.anonymous());
  }
}
