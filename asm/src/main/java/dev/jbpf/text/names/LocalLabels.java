package dev.jbpf.text.names;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import java.util.HashMap;
import java.util.Map;

/** Labels that are numbers: {@code 1:} as often as one likes, {@code 1b} and {@code 1f} from it. */
public final class LocalLabels {
  private final Symbols symbols;
  private final Map<Long, Integer> last = new HashMap<>();
  private final Map<Long, Integer> next = new HashMap<>();

  public LocalLabels(Symbols symbols) {
    this.symbols = symbols;
  }

  /** {@return the symbol of the label {@code number:} that is being defined} */
  public int define(long number) {
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

  /** {@return whether digits follow, and then {@code b} or {@code f}, and nothing else} */
  public static boolean isNext(Cursor in) {
    int i = in.at;
    while (Characters.isDigit(in.text[i])) {
      i++;
    }
    int direction = in.text[i];
    return i > in.at
        && (direction == 'b' || direction == 'f')
        && !Characters.isName(in.text[i + 1]);
  }

  /**
   * Reads {@code 1b} or {@code 1f}, and returns its symbol; none, and nothing read, if it is none.
   */
  public int read(Cursor in) {
    if (!isNext(in)) {
      return Symbols.NONE;
    }
    long number = 0;
    for (; Characters.isDigit(in.text[in.at]); in.at++) {
      number = number * 10 + in.text[in.at] - '0';
    }
    return in.text[in.at++] == 'b' ? before(number) : after(number);
  }
}
