package dev.jbpf.cli.shell;

import dev.jbpf.cli.console.UsageException;
import java.util.ArrayList;
import java.util.List;

/** Reads the commands of a file: words, quotes, comments, lines that go on. */
public final class BatchLines {
  private static final char CONTINUED = '\\';

  private final String text;
  private final String file;
  private int at;
  private int number = 1;

  private BatchLines(String text, String file) {
    this.text = text;
    this.file = file;
  }

  /**
   * A command.
   *
   * @param place the file and the line that it begins in
   * @param words at least one
   */
  public record Line(String place, List<String> words) {

    /** {@return the same with a word more} */
    public Line with(String word) {
      List<String> more = new ArrayList<>(words);
      more.add(word);
      return new Line(place, more);
    }
  }

  /**
   * {@return the commands of {@code text}}
   *
   * @param file its name, for messages
   * @throws UsageException if a quote does not end
   */
  public static List<Line> read(String text, String file) {
    BatchLines reader = new BatchLines(text, file);
    List<Line> lines = new ArrayList<>();
    while (reader.at < text.length()) {
      Line line = new Line(reader.place(), reader.line());
      if (!line.words().isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private String place() {
    return file + ":" + number;
  }

  private List<String> line() {
    List<String> words = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '\n') {
      char next = text.charAt(at);
      if (next == '#') {
        skipComment();
      } else if (isContinued()) {
        at += 2;
        number++;
      } else if (Character.isWhitespace(next)) {
        at++;
      } else {
        words.add(word());
      }
    }
    at++;
    number++;
    return words;
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private boolean isContinued() {
    return text.charAt(at) == CONTINUED && at + 1 < text.length() && text.charAt(at + 1) == '\n';
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !isContinued()) {
      char next = text.charAt(at++);
      if (next == '\'' || next == '"') {
        word.append(quoted(next));
      } else {
        word.append(next);
      }
    }
    return word.toString();
  }

  private String quoted(char quote) {
    int end = text.indexOf(quote, at);
    if (end < 0 || text.substring(at, end).indexOf('\n') >= 0) {
      throw new UsageException(place() + ": the quote " + quote + " does not end in this line");
    }
    String inside = text.substring(at, end);
    at = end + 1;
    return inside;
  }
}
