package dev.jbpf.cli.net;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.runtime.inspect.PerfPrograms;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jbpf perf}: programs at probes and tracepoints, by the processes that hold them. */
@Command(
    name = "perf",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = "Lists the programs at probes and tracepoints, and the processes that hold them.")
public final class PerfCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "list", description = "As bpftool has it; no more.")
  private String word = "list";

  @Mixin private ReportOptions options = new ReportOptions();
  @Mixin private ReportOptions.Watch watch = new ReportOptions.Watch();

  /** One with these streams. */
  public PerfCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Finder finder = Finder.local();
    return options.show(
        () ->
            PerfPrograms.read(finder.inspector().kernel()).stream().map(PerfCommand::row).toList(),
        this::table,
        console,
        watch);
  }

  private static Fields row(PerfPrograms.Held held) {
    Fields row =
        new Fields()
            .put("pid", held.pid())
            .put("fd", held.descriptor())
            .put("prog_id", held.programId())
            .put("fd_type", held.type().name().toLowerCase(Locale.ROOT));
    return switch (held.type()) {
      case RAW_TRACEPOINT, TRACEPOINT -> row.put("tracepoint", held.name());
      case KPROBE, KRETPROBE ->
          held.name().isEmpty()
              ? row.put("addr", held.address()).put("offset", held.offset())
              : row.put("func", held.name()).put("offset", held.offset());
      case UPROBE, URETPROBE -> row.put("filename", held.name()).put("offset", held.offset());
    };
  }

  private String table(List<Fields> rows) {
    TextTable table = new TextTable("PID", "FD", "PROGRAM", "TYPE", "PLACE");
    for (Fields row : rows) {
      String offset = row.get("offset").map(o -> "+" + o).orElse("");
      table.add(
          row.text("pid"),
          row.text("fd"),
          row.text("prog_id"),
          row.text("fd_type"),
          row.text("tracepoint")
              + row.text("func")
              + row.text("filename")
              + row.text("addr")
              + offset);
    }
    return table.toString(Colours.of(console));
  }
}
