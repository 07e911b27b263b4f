package dev.jbpf.verifier.testing;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testing.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The public vectors as requests of {@code jbpf verify --jsonl}. */
public final class VectorRequests {
  private static final int STRICT_ALIGNMENT = 2;
  private static final long READ_ONLY = 1 << 7;
  private static final long WRITE_ONLY = 1 << 8;

  private VectorRequests() {}

  /**
   * A request, and what a kernel said.
   *
   * @param name the file and the row's number
   * @param fields the request
   * @param isAccepted whether the kernel took the program
   */
  public record Row(String name, Map<String, Object> fields, boolean isAccepted) {}

  /** {@return the rows of {@code mutants.jsonl}, for Linux 6.18} */
  public static List<Row> mutants() {
    List<Row> rows = new ArrayList<>();
    for (Map<String, Object> row : Vectors.rows("mutants.jsonl")) {
      rows.add(
          new Row("mutants " + rows.size(), withoutNulls(row), row.get("want").equals("accept")));
    }
    return rows;
  }

  /** {@return the rows of {@code verifier.jsonl} with what Linux 6.18 said} */
  public static List<Row> rows618() {
    return rows("6.18", "kernel618");
  }

  /** {@return the rows of {@code verifier.jsonl} with what Linux 6.1 said} */
  public static List<Row> rows61() {
    return rows("6.1", "expected");
  }

  private static List<Row> rows(String kernel, String column) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, Object> row : Vectors.rows("verifier.jsonl")) {
      Map<String, Object> fields = new HashMap<>();
      int type = Math.max(1, ((Long) row.get("prog_type")).intValue());
      fields.put("insns", row.get("insns"));
      fields.put("prog_type", ProgramType.of(type).orElseThrow().name().toLowerCase(Locale.ROOT));
      fields.put("expected_attach_type", row.get("expected_attach_type"));
      fields.put("flags", ((Long) row.get("flags") & STRICT_ALIGNMENT) != 0 ? 1L : 0L);
      fields.put("kernel", kernel);
      fields.put("maps", maps((Map<?, ?>) row.get("fixups")));
      rows.add(new Row("verifier " + row.get("id"), fields, row.get(column).equals("ACCEPT")));
    }
    return rows;
  }

  private static List<Map<String, Object>> maps(Map<?, ?> fixups) {
    List<Map<String, Object>> maps = new ArrayList<>();
    fixups.forEach(
        (name, slots) ->
            ((List<?>) slots)
                .forEach(
                    slot -> {
                      Map<String, Object> map = new HashMap<>(map((String) name));
                      map.put("slot", slot);
                      maps.add(map);
                    }));
    return maps;
  }

  private static Map<String, Object> map(String name) {
    return switch (name) {
      case "map_hash_8b" -> map("hash", 8, 8, 0);
      case "map_hash_48b" -> map("hash", 8, 48, 0);
      case "map_array_48b" -> map("array", 4, 48, 0);
      case "map_array_ro" -> map("array", 4, 48, READ_ONLY);
      case "map_array_wo" -> map("array", 4, 48, WRITE_ONLY);
      case "map_in_map" -> {
        Map<String, Object> outer = map("array_of_maps", 4, 4, 0);
        outer.put("inner", map("array", 4, 4, 0));
        yield outer;
      }
      case "map_ringbuf" -> {
        Map<String, Object> ring = map("ringbuf", 0, 0, 0);
        ring.put("max_entries", 4096L);
        yield ring;
      }
      default -> throw new IllegalArgumentException("no such map: " + name);
    };
  }

  private static Map<String, Object> map(String type, long key, long value, long flags) {
    Map<String, Object> map = new HashMap<>();
    map.put("type", type);
    map.put("key", key);
    map.put("value", value);
    map.put("max_entries", 1L);
    map.put("flags", flags);
    return map;
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> row) {
    Map<String, Object> fields = new HashMap<>();
    row.forEach(
        (name, value) -> {
          if (value instanceof List<?> list) {
            fields.put(name, list.stream().map(VectorRequests::item).toList());
          } else if (value != Vectors.NULL) {
            fields.put(name, value);
          }
        });
    return fields;
  }

  @SuppressWarnings("unchecked")
  private static Object item(Object item) {
    return item instanceof Map<?, ?> map ? nested((Map<String, Object>) map) : item;
  }

  private static Map<String, Object> nested(Map<String, Object> map) {
    Map<String, Object> fields = withoutNulls(map);
    if (fields.get("inner") instanceof Map<?, ?> inner) {
      fields.put("inner", item(inner));
    }
    return fields;
  }
}
