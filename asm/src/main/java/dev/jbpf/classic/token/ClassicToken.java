package dev.jbpf.classic.token;

/**
 * A piece of source.
 *
 * @param kind what it is
 * @param text its characters
 * @param at where it starts in the source
 * @param first whether it is the first of its line
 */
public record ClassicToken(Kind kind, String text, int at, boolean first) {

  enum Kind {
    /** A name: letters, digits, {@code _} and {@code .}, no digit first. */
    WORD,
    /** A digit, and what letters and digits follow: not necessarily a number. */
    NUMBER,
    /** Any other character. */
    SYMBOL,
    /** The end of the source. */
    END
  }

  /** {@return whether it is that sign, or that word in small letters or capitals} */
  public boolean is(String symbol) {
    return kind != Kind.END && text.equalsIgnoreCase(symbol);
  }

  public boolean isWord() {
    return kind == Kind.WORD;
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  public boolean isEnd() {
    return kind == Kind.END;
  }

  /** {@return where it ends in the source, for one in ASCII} */
  public int end() {
    return at + text.length();
  }

  /** {@return the token as messages quote it} */
  public String quoted() {
    return isEnd() ? "the end of the file" : "'" + text + "'";
  }
}
