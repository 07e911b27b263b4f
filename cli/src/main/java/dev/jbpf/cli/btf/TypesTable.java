package dev.jbpf.cli.btf;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ObjectListing;
import dev.jbpf.cli.report.TextTable;
import java.util.List;

/** The types in the kernel, and who uses them. */
public final class TypesTable implements ObjectListing {
  @Override
  public List<Fields> find(List<String> words) {
    return TypesList.rows(Finder.local(), words);
  }

  @Override
  public TextTable table(List<Fields> all) {
    TextTable table = new TextTable("ID", "NAME", "SIZE", "PROGRAMS", "MAPS");
    for (Fields each : all) {
      table.add(
          each.text("id"),
          each.text("name"),
          each.text("size") + " B",
          numbers(each, "prog_ids"),
          numbers(each, "map_ids"));
    }
    return table;
  }

  private static String numbers(Fields each, String name) {
    String list = each.text(name);
    return list.substring(1, list.length() - 1).replace(" ", "");
  }
}
