package dev.jbpf.cli.map;

import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.inspect.ConstantNames;
import dev.jbpf.runtime.inspect.MapDetails;
import java.util.List;

/** Several maps of one name, each with its entries. */
record MapDump(Finder finder, List<Long> maps) {

  List<Fields> all() {
    return maps.stream().map(this::one).toList();
  }

  private Fields one(long id) {
    try (MapAccess map = MapAccess.open(finder, id, new CommandWords(List.of()))) {
      MapDetails details = map.details();
      return new Fields()
          .put("id", id)
          .put("type", ConstantNames.ofMapType((int) details.type()).orElse("" + details.type()))
          .put("name", details.name())
          .put("flags", details.flags())
          .put("elements", map.entries());
    }
  }

  static String text(List<Fields> maps) {
    StringBuilder text = new StringBuilder();
    for (Fields map : maps) {
      text.append(map.text("id")).append(": ").append(map.text("type")).append("  name ");
      text.append(map.text("name")).append('\n').append(EntryFields.table(elements(map)));
    }
    return text.toString();
  }

  private static List<Fields> elements(Fields map) {
    return ((List<?>) map.get("elements").orElseThrow()).stream().map(Fields.class::cast).toList();
  }
}
