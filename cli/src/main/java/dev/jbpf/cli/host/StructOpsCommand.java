package dev.jbpf.cli.host;

import dev.jbpf.btf.Btf;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.kernel.MapType;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jbpf struct_ops}: tables of functions of the kernel's that programs have filled. */
@Command(
    name = "struct_ops",
    mixinStandardHelpOptions = true,
    description =
        "Lists the tables of functions of the kernel's (struct_ops) that programs have filled.")
public final class StructOpsCommand implements Callable<Integer> {
  private static final String PREFIX = "bpf_struct_ops_";

  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "list", description = "As bpftool has it; no more.")
  private String word = "list";

  @Mixin private ReportOptions options = new ReportOptions();

  /** One with these streams. */
  public StructOpsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Fields> rows =
        Finder.local().inspector().all(ObjectKind.MAP, Inspected::map).stream()
            .filter(map -> map.type() == MapType.STRUCT_OPS.value())
            .map(StructOpsCommand::row)
            .toList();
    return options.show(rows, this::table, console);
  }

  private static Fields row(MapDetails map) {
    return new Fields()
        .put("id", map.id())
        .put("name", map.name())
        .put("kernel_struct_ops", kind(KernelTypes.all(), map.kernelValueType()));
  }

  private static String kind(Btf types, int id) {
    String name = types.name(id);
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  private String table(List<Fields> rows) {
    TextTable table = new TextTable("ID", "NAME", "KIND");
    rows.forEach(row -> table.add(row.text("id"), row.text("name"), row.text("kernel_struct_ops")));
    return table.toString(Colours.of(console));
  }
}
