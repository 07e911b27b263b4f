package dev.jbpf.classic;

import dev.jbpf.classic.Token.Kind;
import dev.jbpf.diag.Origin;
import java.util.Optional;

/**
 * Cuts a source into tokens, one at a time. Ends of lines are blanks, as for {@code bpf_asm};
 * comments are {@code ; …}, {@code // …}, and {@code /* … *}{@code /}. A comment that starts with
 * {@code #} only the parser can tell from an operand, see {@link #skipLine}.
 */
final class Scanner {
  private final SourceText source;
  private int at;
  private int line = 1;
  private int lineStart;
  private boolean first = true;
  private Optional<Origin.Source> openComment = Optional.empty();

  Scanner(SourceText source) {
    this.source = source;
  }

  /** {@return the next token; the end again and again once it is reached} */
  Token next() {
    skipBlanks();
    int start = at;
    Kind kind = kind(source.at(at));
    at++;
    if (kind == Kind.END) {
      at = start;
    } else if (kind != Kind.SYMBOL) {
      while (isWordPart(source.at(at))) {
        at++;
      }
    } else if (Character.isHighSurrogate(source.at(start)) && at < source.length()) {
      at++;
    }
    Token token = new Token(kind, source.substring(start, at), line, start - lineStart + 1, first);
    first = false;
    return token;
  }

  /** Goes to the end of the line. */
  void skipLine() {
    at = source.find("\n", at);
  }

  /** {@return whether {@code symbol} is next, behind blanks of this line at most} */
  boolean isNext(char symbol) {
    int ahead = at;
    while (source.at(ahead) == ' ' || source.at(ahead) == '\t') {
      ahead++;
    }
    return source.at(ahead) == symbol;
  }

  private Kind kind(char c) {
    if (at >= source.length()) {
      return Kind.END;
    } else if (isDigit(c)) {
      return Kind.NUMBER;
    }
    return isWordPart(c) ? Kind.WORD : Kind.SYMBOL;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '.';
  }

  private void skipBlanks() {
    while (at < source.length()) {
      char c = source.at(at);
      if (c == '\n') {
        newLine(at + 1);
        first = true;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b') {
        at++;
      } else if (c == ';' || source.startsWith("//", at)) {
        skipLine();
      } else if (source.startsWith("/*", at)) {
        skipBlock();
      } else {
        return;
      }
    }
  }

  /** {@return where a comment without an end starts, if there is one; known at the end only} */
  Optional<Origin.Source> openComment() {
    return openComment;
  }

  /** Skips a comment over lines; one without an end takes the rest of the source. */
  private void skipBlock() {
    int end = source.find("*/", at + 2);
    if (end == source.length()) {
      openComment = Optional.of(source.origin(line, at - lineStart + 1));
    }
    for (int i = source.find("\n", at); i < end; i = source.find("\n", i + 1)) {
      newLine(i + 1);
      first = true;
    }
    at = Math.min(source.length(), end + 2);
  }

  private void newLine(int start) {
    line++;
    lineStart = start;
  }
}
