package dev.jbpf.text.cpp;

/** The tokens of a piece of C, blanks between them included; comments are blanks. */
final class CTokens {
  private final String text;
  private int start;
  private int at;

  CTokens(String text) {
    this.text = text;
  }

  /** Goes to the next token, and returns whether there is one. */
  boolean next() {
    start = at;
    if (at == text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (isWord(c)) {
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
    } else if (c == '"' || c == '\'') {
      quoted(c);
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
    } else if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else {
      at += text.startsWith("##", at) ? 2 : 1;
    }
    return true;
  }

  private void quoted(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(text.length(), at + 1);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** {@return the token; a blank for a comment} */
  String text() {
    boolean isComment = text.startsWith("/*", start) || text.startsWith("//", start);
    return isComment ? " " : text.substring(start, at);
  }

  boolean isName() {
    char c = text.charAt(start);
    return isWord(c) && !Character.isDigit(c);
  }

  /** {@return where the token starts} */
  int start() {
    return start;
  }

  void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** {@return whether that comes next, behind blanks, which are not passed} */
  boolean isBefore(String what) {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return text.startsWith(what, next);
  }
}
