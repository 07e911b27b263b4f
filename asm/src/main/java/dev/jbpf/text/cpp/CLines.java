package dev.jbpf.text.cpp;

import dev.jbpf.source.Cursor;

/** Lines of C as its preprocessor sees them: joined by backslashes, comments over several lines. */
final class CLines {
  private final Cursor in;

  CLines(Cursor in) {
    this.in = in;
  }

  /**
   * Reads up to the newline that ends the line, which is not passed.
   *
   * @return the text, without comments, and with blanks where lines are joined
   */
  String rest() {
    StringBuilder out = new StringBuilder();
    int from = in.at;
    while (in.text[in.at] != '\n') {
      if (in.isContinued()) {
        out.append(in.text(from, in.at)).append(' ');
        in.at += in.text[in.at + 1] == '\n' ? 2 : 3;
        from = in.at;
        if (in.at >= in.end) {
          in.at = in.end - 1;
          return out.toString();
        }
      } else if (isComment()) {
        out.append(in.text(from, in.at)).append(' ');
        passComment();
        from = in.at;
      } else {
        in.at++;
      }
    }
    return out.append(in.text(from, in.at)).toString();
  }

  /** Goes to the start of the next line, and returns whether there is one. */
  boolean next() {
    rest();
    boolean isNext = in.at + 1 < in.end;
    in.at += isNext ? 1 : 0;
    return isNext;
  }

  private boolean isComment() {
    return in.text[in.at] == '/' && (in.text[in.at + 1] == '/' || in.text[in.at + 1] == '*');
  }

  private void passComment() {
    if (in.text[in.at + 1] == '/') {
      in.toLineEnd();
      return;
    }
    int at = in.at + 2;
    while (at + 1 < in.end && (in.text[at] != '*' || in.text[at + 1] != '/')) {
      at++;
    }
    in.at = Math.min(at + 2, in.end - 1);
  }
}
