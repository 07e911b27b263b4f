package dev.jbpf.verifier.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A layout read from the table: for each byte the sizes of accesses that may start there, as bits
 * that are these sizes.
 */
final class FieldTable implements ContextLayout {
  private static final String HEAD = "context ";
  private static final char AT_START = 's';
  private static final int[] SIZES = {1, 2, 4, 8};

  private final byte[] loads;
  private final byte[] stores;
  private final Map<Integer, Optional<ContextField>> pointers = new HashMap<>();

  private FieldTable(int size) {
    loads = new byte[size];
    stores = new byte[size];
  }

  /**
   * {@return the layout of {@code size} bytes that {@code rows} write, as {@code longer} begins}
   */
  private static FieldTable of(int size, Optional<FieldTable> longer, List<String> rows) {
    FieldTable table = new FieldTable(size);
    if (longer.isPresent()) {
      table.begin(longer.get());
    }
    for (String row : rows) {
      table.add(row.split(" "));
    }
    return table;
  }

  /** Takes over what {@code longer} has of as many bytes. */
  private void begin(FieldTable longer) {
    System.arraycopy(longer.loads, 0, loads, 0, loads.length);
    System.arraycopy(longer.stores, 0, stores, 0, stores.length);
    pointers.putAll(longer.pointers);
  }

  private void add(String[] words) {
    int offset = Integer.parseInt(words[0]);
    int end = offset + Integer.parseInt(words[1]);
    int last = words[2].charAt(0) == AT_START ? offset + 1 : end;
    allow(loads, offset, end, last, words[2]);
    allow(stores, offset, end, last, words[3]);
    if (words.length > 4) {
      String[] value = words[4].split(":");
      String type = value.length > 1 ? value[1] : "";
      pointers.put(offset, Optional.of(new ContextField(ContextValue.parse(value[0]), type)));
    }
  }

  /**
   * Allows accesses that start from {@code offset} on, before {@code last}, and end by {@code end}.
   */
  private static void allow(byte[] sizes, int offset, int end, int last, String word) {
    int allowed = word.chars().skip(1).map(c -> c - '0').sum();
    for (int size : SIZES) {
      for (int at = offset; (allowed & size) != 0 && at < last && at + size <= end; at += size) {
        sizes[at] |= (byte) size;
      }
    }
  }

  @Override
  public int size() {
    return loads.length;
  }

  @Override
  public Optional<ContextField> load(int offset, int size) {
    return allows(loads, offset, size)
        ? pointers.getOrDefault(offset, ContextField.NUMBER)
        : Optional.empty();
  }

  @Override
  public boolean canStore(int offset, int size) {
    return allows(stores, offset, size);
  }

  private static boolean allows(byte[] sizes, int offset, int size) {
    return offset >= 0 && offset < sizes.length && (sizes[offset] & size) != 0;
  }

  /** The layouts of a table by name; each is read when somebody asks for it. */
  static final class Layouts {
    private final Map<String, Text> texts = new HashMap<>();
    private final Map<String, FieldTable> read = new ConcurrentHashMap<>();

    /** {@code context NAME SIZE [as LONGER]}, and the rows below. */
    private record Text(String[] head, List<String> rows) {}

    Layouts(List<String> lines) {
      List<String> rows = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith(HEAD)) {
          rows = new ArrayList<>();
          String[] words = line.substring(HEAD.length()).split(" ");
          texts.put(words[0], new Text(words, rows));
        } else {
          rows.add(line);
        }
      }
    }

    /** {@return the layout of that name, if there is one} */
    Optional<FieldTable> find(String name) {
      Text text = texts.get(name);
      if (text == null) {
        return Optional.empty();
      }
      FieldTable known = read.get(name);
      if (known == null) {
        known = parse(text);
        read.put(name, known);
      }
      return Optional.of(known);
    }

    private FieldTable parse(Text text) {
      String[] words = text.head();
      Optional<FieldTable> longer = words.length > 2 ? find(words[3]) : Optional.empty();
      return FieldTable.of(Integer.parseInt(words[1]), longer, text.rows());
    }
  }
}
