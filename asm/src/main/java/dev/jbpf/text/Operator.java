package dev.jbpf.text;

/** What stands between two values, with the precedence that assemblers give it. */
enum Operator {
  NONE(0, 0),
  OR_ELSE(1, 2),
  AND_ALSO(2, 2),
  EQUAL(3, 2),
  DIFFERENT(3, 2),
  LESS(3, 1),
  LESS_OR_EQUAL(3, 2),
  GREATER(3, 1),
  GREATER_OR_EQUAL(3, 2),
  PLUS(4, 1),
  MINUS(4, 1),
  OR(5, 1),
  AND(5, 1),
  XOR(5, 1),
  TIMES(6, 1),
  DIVIDE(6, 1),
  REST(6, 1),
  LEFT(6, 2),
  RIGHT(6, 2);

  /** From 1 on; the higher, the earlier. */
  final int precedence;

  /** In bytes. */
  final int length;

  Operator(int precedence, int length) {
    this.precedence = precedence;
    this.length = length;
  }

  /** {@return the operator that stands there; {@link #NONE} if none does} */
  static Operator at(Scanner in) {
    int c = in.text[in.at];
    int next = c == '\n' ? c : in.text[in.at + 1];
    return switch (c) {
      case '+' -> PLUS;
      case '-' -> MINUS;
      case '*' -> TIMES;
      case '/' -> DIVIDE;
      case '%' -> REST;
      case '^' -> XOR;
      case '|' -> next == '|' ? OR_ELSE : OR;
      case '&' -> next == '&' ? AND_ALSO : AND;
      case '=' -> next == '=' ? EQUAL : NONE;
      case '!' -> next == '=' ? DIFFERENT : NONE;
      case '<' -> next == '<' ? LEFT : next == '=' ? LESS_OR_EQUAL : less(in, next);
      case '>' -> next == '>' ? RIGHT : next == '=' ? GREATER_OR_EQUAL : GREATER;
      default -> NONE;
    };
  }

  /** Disassemblers put places in angle brackets behind distances: {@code goto +2 <main+0x18>}. */
  private static Operator less(Scanner in, int next) {
    if (next == '>') {
      return DIFFERENT;
    }
    int end = in.at + 1;
    while (Chars.isName(in.text[end]) || in.text[end] == '+') {
      end++;
    }
    return in.text[end] == '>' && Chars.startsName(next) ? NONE : LESS;
  }

  boolean compares() {
    return precedence < PLUS.precedence;
  }

  long apply(long left, long right) {
    return switch (this) {
      case OR_ELSE -> left != 0 || right != 0 ? 1 : 0;
      case AND_ALSO -> left != 0 && right != 0 ? 1 : 0;
      case EQUAL -> truth(left == right);
      case DIFFERENT -> truth(left != right);
      case LESS -> truth(left < right);
      case LESS_OR_EQUAL -> truth(left <= right);
      case GREATER -> truth(left > right);
      case GREATER_OR_EQUAL -> truth(left >= right);
      case PLUS -> left + right;
      case MINUS -> left - right;
      case OR -> left | right;
      case AND -> left & right;
      case XOR -> left ^ right;
      case TIMES -> left * right;
      case DIVIDE -> left / right;
      case REST -> left % right;
      case LEFT -> right < 0 || right > 63 ? 0 : left << right;
      case RIGHT -> right < 0 || right > 63 ? 0 : left >>> right;
      case NONE -> right;
    };
  }

  /** A comparison that holds has all bits set. */
  private static long truth(boolean holds) {
    return holds ? -1 : 0;
  }
}
