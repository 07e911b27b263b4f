package dev.jbpf.text.cpp;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;

/** Finds where statements end in which macros are to be replaced. */
public final class CStatements {
  /** A call that goes on for more lines than this has lost a parenthesis. */
  private static final int MOST_LINES = 64;

  private final Cursor in;

  public CStatements(Cursor in) {
    this.in = in;
  }

  /** {@return where the statement ends that starts at {@code from}} Nothing is read. */
  public int end(int from) {
    int at = in.at;
    in.at = from;
    int end = end();
    in.at = at;
    return end;
  }

  /** {@return where the statement ends that starts here} Nothing is read. */
  public int end() {
    int from = in.at;
    boolean isFields = in.text[from] == '{';
    boolean goesOn = isFields || isCall();
    int end = end(goesOn, isFields ? '{' : '(', isFields ? '}' : ')');
    in.at = from;
    return end;
  }

  /** Only the calls of C have parentheses that lines end in. */
  private boolean isCall() {
    int from = in.at;
    boolean isName = Characters.startsName(in.text[from]);
    if (isName) {
      in.name();
    }
    boolean isCall = isName && in.skip() == '(';
    in.at = from;
    return isCall;
  }

  private int end(boolean goesOn, int opening, int closing) {
    int depth = 0;
    int lines = 0;
    int firstEnd = -1;
    for (int c; in.at < in.end; in.at++) {
      c = in.skip();
      if (c == '\n') {
        firstEnd = firstEnd < 0 ? in.at : firstEnd;
        if (!goesOn || depth == 0 || ++lines == MOST_LINES || in.at + 1 >= in.end) {
          return depth == 0 ? in.at : firstEnd;
        }
      } else if (Characters.endsStatement(c) && depth == 0) {
        return in.at;
      } else if (c == '"') {
        in.text();
        in.at--;
      } else {
        depth += c == opening ? 1 : c == closing ? -1 : 0;
        if (opening == '{' && depth == 1 && c == '{' && !startsFields()) {
          return in.at + 1;
        }
      }
    }
    return in.end - 1;
  }

  /** Whether the fields of one slot follow, and not an array of slots. */
  private boolean startsFields() {
    int from = in.at++;
    int c = in.skip();
    boolean isFields = c == '.' || Characters.isDigit(c);
    if (Characters.startsName(c) && c != '.') {
      in.name();
      isFields = in.skip() != '(';
    }
    in.at = from;
    return isFields;
  }
}
