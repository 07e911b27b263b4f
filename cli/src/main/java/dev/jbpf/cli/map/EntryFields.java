package dev.jbpf.cli.map;

import dev.jbpf.btf.value.TypedValue;
import dev.jbpf.cli.find.HexBytes;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.Json;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.inspect.RawMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An entry of a map, under bpftool's names: as bytes and, where types are known, as values. */
final class EntryFields {
  private static final String ERROR = "error";

  private final MapTypes types;
  private final boolean isPerCpu;

  EntryFields(RawMap map, MapTypes types) {
    this.types = types;
    this.isPerCpu = MapType.of((int) map.details().type()).filter(MapDef::isPerCpu).isPresent();
  }

  Fields of(byte[] key, List<byte[]> values) {
    Fields fields = new Fields().put("key", HexBytes.each(key));
    addValues(fields, values, bytes -> Optional.of(HexBytes.each(bytes)));
    if (types.areKnown()) {
      Fields formatted = new Fields();
      if (key.length > 0) {
        types.key(key).ifPresent(value -> formatted.put("key", value));
      }
      addValues(formatted, values, bytes -> types.value(bytes).map(value -> value));
      fields.put("formatted", formatted);
    }
    return fields;
  }

  /** A key whose value the kernel does not tell, or that has none. */
  static Fields withoutValue(byte[] key, Errno why) {
    return new Fields()
        .put("key", HexBytes.each(key))
        .put("value", new Fields().put(ERROR, why.toString()));
  }

  /** {@return whether it is a key that has no value} */
  static boolean isEmpty(Fields entry) {
    return error(entry).filter(Errno.ENOENT.toString()::equals).isPresent();
  }

  private static Optional<String> error(Fields entry) {
    return entry.get("value").filter(Fields.class::isInstance).map(it -> ((Fields) it).text(ERROR));
  }

  /** A key, and the one behind it. */
  Fields keys(Optional<byte[]> key, byte[] next) {
    return new Fields().put("key", key.map(HexBytes::each)).put("next_key", HexBytes.each(next));
  }

  static String nextText(Fields keys) {
    return text(keys.get("next_key").orElseThrow()) + "\n";
  }

  private void addValues(
      Fields fields, List<byte[]> values, Function<byte[], Optional<Object>> form) {
    if (!isPerCpu) {
      form.apply(values.get(0)).ifPresent(value -> fields.put("value", value));
      return;
    }
    List<Fields> each = new ArrayList<>();
    for (int cpu = 0; cpu < values.size(); cpu++) {
      Fields one = new Fields().put("cpu", cpu);
      form.apply(values.get(cpu)).ifPresent(value -> one.put("value", value));
      each.add(one);
    }
    fields.put("values", each);
  }

  /** {@return a table of keys and values, typed where that is known} */
  static String table(List<Fields> all) {
    TextTable table = new TextTable("KEY", "VALUE");
    List<Fields> entries = all.stream().filter(entry -> !isEmpty(entry)).toList();
    for (Fields entry : entries) {
      Fields shown = (Fields) entry.get("formatted").orElse(entry);
      String key = shown.get("key").or(() -> entry.get("key")).map(EntryFields::text).orElse("");
      table.add(
          key,
          value(shown.get("value").isPresent() || shown.get("values").isPresent() ? shown : entry));
    }
    return table + (entries.size() == 1 ? "1 entry\n" : entries.size() + " entries\n");
  }

  private static String value(Fields entry) {
    return entry
        .get("values")
        .map(
            all -> {
              List<String> texts = new ArrayList<>();
              ((List<?>) all)
                  .forEach(
                      each ->
                          texts.add(
                              "cpu"
                                  + ((Fields) each).text("cpu")
                                  + " "
                                  + text(((Fields) each).get("value").orElse(""))));
              return String.join(" | ", texts);
            })
        .or(() -> error(entry))
        .orElseGet(() -> entry.get("value").map(EntryFields::text).orElse(""));
  }

  /** Bytes without their prefixes; values as JSON, but for plain words. */
  static String text(Object value) {
    if (value instanceof TypedValue.Text text) {
      return text.value();
    } else if (value instanceof List<?> bytes) {
      return HexBytes.line(bytes);
    }
    return Json.of(value, false);
  }
}
