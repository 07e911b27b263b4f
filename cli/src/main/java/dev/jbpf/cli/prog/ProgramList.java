package dev.jbpf.cli.prog;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Sightings;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ObjectListing;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** The programs in the kernel. */
public final class ProgramList implements ObjectListing {
  @Override
  public List<Fields> find(List<String> words) {
    Finder finder = Finder.local();
    return finder.look(ObjectKind.PROGRAM, words, new ProgramFields(finder)::of);
  }

  @Override
  public TextTable table(List<Fields> programs) {
    TextTable table =
        new TextTable(
            "ID", "TYPE", "NAME", "TAG", "LOADED", "INSNS", "NATIVE", "RUNS", "MAPS", "HELD BY");
    for (Fields each : programs) {
      table.add(
          each.text("id"),
          each.text("type"),
          each.text("name"),
          each.text("tag"),
          time((Long) each.get("loaded_at").orElse(0L)),
          Long.toString((Long) each.get("bytes_xlated").orElse(0L) / Long.BYTES),
          each.get("bytes_jited").map(bytes -> bytes + " B").orElse("-"),
          each.text("run_cnt"),
          each.get("map_ids").map(ids -> ids.toString().replaceAll("[\\[\\] ]", "")).orElse(""),
          Sightings.text(each));
    }
    return table;
  }

  /** Without a formatter, whose classes take a cold JVM longer than a list of programs. */
  private static String time(long seconds) {
    LocalDateTime at =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneId.systemDefault());
    return at.toLocalDate()
        + " "
        + twoDigits(at.getHour())
        + ":"
        + twoDigits(at.getMinute())
        + ":"
        + twoDigits(at.getSecond());
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }
}
