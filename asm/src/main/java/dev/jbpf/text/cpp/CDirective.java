package dev.jbpf.text.cpp;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import java.util.Set;
import java.util.function.Predicate;

/** Tells lines of C's preprocessor from comments, which start with a number sign too. */
final class CDirective {
  private static final Set<String> CONDITIONS = Set.of("if", "ifdef", "ifndef");
  private static final Set<String> BRANCHES =
      Set.of("elif", "elifdef", "elifndef", "else", "endif");

  private CDirective() {}

  /**
   * Reads the number sign and the word behind it, at the start of a line.
   *
   * @return the word; empty if this is no line of the preprocessor's
   */
  static String at(Cursor in) {
    while (Characters.isSpace(in.text[in.at])) {
      in.at++;
    }
    if (in.text[in.at] != '#') {
      return "";
    }
    in.at++;
    while (Characters.isSpace(in.text[in.at])) {
      in.at++;
    }
    if (!Characters.startsName(in.text[in.at])) {
      return "";
    }
    in.name();
    return in.text(in.start, in.at);
  }

  /**
   * {@return whether the line is one of the preprocessor's} Behind a blank, the words of a comment
   * may be meant: there, conditions need an end, and others a condition around them.
   *
   * @param word what {@link #at} gave
   * @param isAdjacent whether no blank is before it
   * @param isOpen whether it stands in a part that is read on a condition
   * @param hasEnd whether an {@code #endif} follows, which is asked where it counts
   */
  static boolean isMeant(
      String word, boolean isAdjacent, boolean isOpen, Cursor in, Predicate<Cursor> hasEnd) {
    if (isAdjacent || isOpen) {
      return isKnown(word);
    }
    return CONDITIONS.contains(word) && hasEnd.test(in);
  }

  private static boolean isKnown(String word) {
    return CONDITIONS.contains(word)
        || BRANCHES.contains(word)
        || word.equals("define")
        || word.equals("undef")
        || word.equals("error")
        || word.equals("warning");
  }

  /** {@return whether an {@code #endif} follows} */
  static boolean hasEnd(Cursor in) {
    int at = in.at;
    boolean isFound = false;
    CLines lines = new CLines(in);
    while (!isFound && lines.next()) {
      isFound = at(in).equals("endif");
    }
    in.at = at;
    return isFound;
  }
}
