package dev.jbpf.verifier.types;

import dev.jbpf.verifier.facts.FactTables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known of arguments that types alone do not tell. */
final class ArgumentTable {
  private static final Map<String, Map<Integer, Row>> ROWS =
      read(FactTables.lines(ArgumentTable.class, "arguments.txt"));

  /**
   * A row.
   *
   * @param what it is
   * @param isNullable whether it may be null
   */
  record Row(What what, boolean isNullable) {
    private static Row parse(String text) {
      boolean isNullable = text.endsWith("?");
      String word = isNullable ? text.substring(0, text.length() - 1) : text;
      return new Row(What.valueOf(word.toUpperCase(Locale.ROOT)), isNullable);
    }
  }

  /** What an argument is. */
  enum What {
    TRUSTED,
    PLAIN,
    KEY,
    VALUE
  }

  private ArgumentTable() {}

  private static Map<String, Map<Integer, Row>> read(List<String> lines) {
    Map<String, Map<Integer, Row>> rows = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      Map<Integer, Row> row = new HashMap<>();
      Arrays.stream(words)
          .skip(1)
          .map(word -> word.split(":"))
          .forEach(word -> row.put(Integer.valueOf(word[0]), Row.parse(word[1])));
      rows.put(words[0], row);
    }
    return rows;
  }

  static Optional<Row> find(String name, int argument) {
    return Optional.ofNullable(ROWS.getOrDefault(name, Map.of()).get(argument));
  }
}
