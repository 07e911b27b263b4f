package dev.jbpf.cli.link;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Sightings;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ObjectListing;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;
import java.util.Set;

/** The links in the kernel. */
public final class LinkList implements ObjectListing {
  /** Which have columns of their own. */
  private static final Set<String> SHOWN = Set.of("id", "type", "prog_id", "pinned", "pids");

  @Override
  public List<Fields> find(List<String> words) {
    Finder finder = Finder.local();
    return finder.look(ObjectKind.LINK, words, new LinkFields(finder)::of);
  }

  @Override
  public TextTable table(List<Fields> links) {
    TextTable table = new TextTable("ID", "TYPE", "PROGRAM", "PLACE", "HELD BY");
    for (Fields each : links) {
      table.add(
          each.text("id"),
          each.text("type"),
          each.text("prog_id"),
          each.textOfOthers(SHOWN),
          Sightings.text(each));
    }
    return table;
  }
}
