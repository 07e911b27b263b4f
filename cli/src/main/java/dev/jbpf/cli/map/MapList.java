package dev.jbpf.cli.map;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Sightings;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ObjectListing;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;

/** The maps in the kernel. */
public final class MapList implements ObjectListing {
  @Override
  public List<Fields> find(List<String> words) {
    Finder finder = Finder.local();
    return finder.look(ObjectKind.MAP, words, new MapFields(finder)::of);
  }

  @Override
  public TextTable table(List<Fields> maps) {
    TextTable table =
        new TextTable(
            "ID", "TYPE", "NAME", "FLAGS", "KEY", "VALUE", "ENTRIES", "MEMORY", "HELD BY");
    for (Fields each : maps) {
      table.add(
          each.text("id"),
          each.text("type"),
          each.text("name"),
          "0x" + Long.toHexString((Long) each.get("flags").orElse(0L)),
          each.text("bytes_key"),
          each.text("bytes_value"),
          each.text("max_entries"),
          each.get("bytes_memlock").map(bytes -> bytes + " B").orElse(""),
          Sightings.text(each));
    }
    return table;
  }
}
