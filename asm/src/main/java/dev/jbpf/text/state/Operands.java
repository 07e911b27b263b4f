package dev.jbpf.text.state;

import dev.jbpf.text.grammar.Form;
import dev.jbpf.text.names.Symbols;

/** The operands of one statement, from left to right. */
public final class Operands {
  /** More than any instruction has; what is beyond is not kept. */
  private static final int MOST = 8;

  /** A number, or a register's number. */
  public static final byte NUMBER = 0;

  /** A number that is too large for a signed one of 64 bits. */
  public static final byte HUGE = 1;

  /** A symbol, plus a number. */
  public static final byte SYMBOL = 2;

  public int count;
  public final byte[] kinds = new byte[MOST];
  public final long[] values = new long[MOST];
  public final int[] symbols = new int[MOST];
  public final int[] minus = new int[MOST];
  public final int[] from = new int[MOST];

  /** Whether a number is written as one of 64 bits. */
  public final boolean[] isLong = new boolean[MOST];

  public final int[] to = new int[MOST];

  /** Takes a number that stands in the source from {@code start} to {@code end}. */
  public void add(byte kind, long value, int start, int end) {
    int i = count;
    kinds[i] = kind;
    values[i] = value;
    from[i] = start;
    to[i] = end;
    isLong[i] = false;
    count = i + 1;
  }

  /** Takes a symbol plus {@code addend}. */
  public void addSymbol(int symbol, long addend, int start, int end) {
    addSymbol(symbol, Symbols.NONE, addend, start, end);
  }

  /** Takes a symbol, or none, less another, or none, plus {@code addend}. */
  public void addSymbol(int symbol, int less, long addend, int start, int end) {
    symbols[count] = symbol;
    minus[count] = less;
    add(SYMBOL, addend, start, end);
  }

  /** {@return whether these are what {@code condition} asks for} */
  public boolean meets(Form.Condition condition) {
    int at = condition.at();
    return condition.same() >= 0
        ? values[at] == values[condition.same()]
        : kinds[at] == NUMBER && values[at] == condition.value();
  }
}
