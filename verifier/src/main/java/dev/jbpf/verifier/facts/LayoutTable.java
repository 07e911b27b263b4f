package dev.jbpf.verifier.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The layouts of a table by name; each is read when somebody asks for it. */
final class LayoutTable {
  private static final String HEAD = "context ";

  private final Map<String, Text> texts = new HashMap<>();
  private final Map<String, FieldTable> read = new ConcurrentHashMap<>();

  /** {@code context NAME SIZE [as LONGER]}, and the rows below. */
  private record Text(String[] head, List<String> rows) {}

  LayoutTable(List<String> lines) {
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
    Optional<FieldTable> known = Optional.ofNullable(read.get(name));
    return known.isPresent()
        ? known
        : Optional.ofNullable(texts.get(name)).map(this::parse).map(made -> keep(name, made));
  }

  private FieldTable keep(String name, FieldTable made) {
    read.put(name, made);
    return made;
  }

  private FieldTable parse(Text text) {
    String[] words = text.head();
    Optional<FieldTable> longer = words.length > 2 ? find(words[3]) : Optional.empty();
    return FieldTable.of(Integer.parseInt(words[1]), longer, text.rows());
  }
}
