package dev.jbpf.classic;

import dev.jbpf.diag.Origin;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** A source file's text, and its lines for diagnostics. Bytes that are not UTF-8 become U+FFFD. */
final class SourceText {
  /** What editors on Windows put in front: it is no part of the text. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final String text;
  private final int[] lineStarts;

  SourceText(byte[] source, String file) {
    this.file = file;
    String decoded = new String(source, StandardCharsets.UTF_8);
    this.text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
    this.lineStarts = lineStarts(text);
  }

  int length() {
    return text.length();
  }

  /** {@return the character at {@code at}, a NUL behind the end} */
  char at(int at) {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  String substring(int from, int to) {
    return text.substring(from, to);
  }

  /** {@return where {@code what} is found at or behind {@code from}, or the end of the text} */
  int find(String what, int from) {
    int found = text.indexOf(what, from);
    return found < 0 ? text.length() : found;
  }

  boolean startsWith(String what, int at) {
    return text.startsWith(what, at);
  }

  Origin.Source origin(int line, int column) {
    return new Origin.Source(file, line, column);
  }

  /** {@return the line of that number, counted from 1, without its end; empty if there is none} */
  String line(int number) {
    if (number > lineStarts.length) {
      return "";
    }
    int start = lineStarts[number - 1];
    int end = find("\n", start);
    return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  private static int[] lineStarts(String text) {
    return IntStream.concat(
            IntStream.of(0),
            IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').map(i -> i + 1))
        .toArray();
  }
}
