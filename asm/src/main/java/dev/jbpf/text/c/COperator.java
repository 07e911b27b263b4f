package dev.jbpf.text.c;

import dev.jbpf.source.Cursor;

/** What stands between two values in C, with C's precedence: it is not that of assemblers. */
enum COperator {
  NONE(0, ""),
  OR_ELSE(1, "||"),
  AND_ALSO(2, "&&"),
  OR(3, "|"),
  XOR(4, "^"),
  AND(5, "&"),
  EQUAL(6, "=="),
  DIFFERENT(6, "!="),
  LEFT(8, "<<"),
  RIGHT(8, ">>"),
  LESS_OR_EQUAL(7, "<="),
  GREATER_OR_EQUAL(7, ">="),
  LESS(7, "<"),
  GREATER(7, ">"),
  PLUS(9, "+"),
  MINUS(9, "-"),
  TIMES(10, "*"),
  DIVIDE(10, "/"),
  REST(10, "%");

  private static final COperator[] ALL = values();

  /** From 1 on; the higher, the earlier. */
  final int precedence;

  /** How it is written: longer ones come before those that they start with. */
  final String text;

  COperator(int precedence, String text) {
    this.precedence = precedence;
    this.text = text;
  }

  boolean isShift() {
    return this == LEFT || this == RIGHT;
  }

  /** {@return the operator that stands there; {@link #NONE} if none does} */
  static COperator at(Cursor in) {
    int c = in.text[in.at];
    int next = c == '\n' ? c : in.text[in.at + 1];
    for (int i = 1; i < ALL.length; i++) {
      String text = ALL[i].text;
      if (text.charAt(0) == c && (text.length() == 1 || text.charAt(1) == next)) {
        return ALL[i];
      }
    }
    return NONE;
  }
}
