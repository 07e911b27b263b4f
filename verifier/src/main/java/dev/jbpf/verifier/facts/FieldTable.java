package dev.jbpf.verifier.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layout read from the table: ranges of bytes, and the sizes of accesses that each allows. */
final class FieldTable implements ContextLayout {
  private static final String HEAD = "context ";

  /** A line; the sizes are a set of bits, the size itself being the bit. */
  private record Row(int offset, int size, int loads, int stores, ContextValue value, String type) {
    static Row parse(String line) {
      String[] words = line.split(" ");
      String[] value = words.length > 4 ? words[4].split(":") : new String[] {"number"};
      return new Row(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          sizes(words[2]),
          sizes(words[3]),
          ContextValue.parse(value[0]),
          value.length > 1 ? value[1] : "");
    }

    private static int sizes(String word) {
      return word.chars().skip(1).map(c -> c - '0').sum();
    }

    int end() {
      return offset + size;
    }
  }

  private final int size;
  private final Row[] rows;

  private FieldTable(int size, List<Row> rows) {
    this.size = size;
    this.rows = rows.stream().sorted(Comparator.comparingInt(Row::offset)).toArray(Row[]::new);
  }

  /** {@return the layouts of a table, by name} */
  static Map<String, ContextLayout> parse(List<String> lines) {
    Map<String, ContextLayout> tables = new HashMap<>();
    for (int i = 0; i < lines.size(); ) {
      String[] head = lines.get(i++).substring(HEAD.length()).split(" ");
      List<Row> rows = new ArrayList<>();
      while (i < lines.size() && !lines.get(i).startsWith(HEAD)) {
        rows.add(Row.parse(lines.get(i++)));
      }
      tables.put(head[0], new FieldTable(Integer.parseInt(head[1]), rows));
    }
    return tables;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<ContextField> load(int offset, int size) {
    return find(offset, size)
        .filter(row -> (row.loads & size) != 0)
        .map(row -> new ContextField(row.offset, row.size, row.value, row.type));
  }

  @Override
  public boolean canStore(int offset, int size) {
    return find(offset, size).filter(row -> (row.stores & size) != 0).isPresent();
  }

  private Optional<Row> find(int offset, int size) {
    int low = 0;
    int high = rows.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows[middle].end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < rows.length && holds(rows[low], offset, size)
        ? Optional.of(rows[low])
        : Optional.empty();
  }

  private static boolean holds(Row row, int offset, int size) {
    return offset >= row.offset && offset + size <= row.end() && offset % size == 0;
  }
}
