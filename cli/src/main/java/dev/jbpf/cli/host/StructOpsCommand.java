package dev.jbpf.cli.host;

import dev.jbpf.btf.Btf;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.kernel.MapType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.RawMap;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jbpf struct_ops}: tables of functions of the kernel's that programs have filled. */
@Command(
    name = "struct_ops",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description =
        "Lists the tables of functions of the kernel's (struct_ops) that programs have filled, or"
            + " shows what is in them (dump), registers them and takes them away.")
public final class StructOpsCommand implements Callable<Integer> {
  private static final String PREFIX = "bpf_struct_ops_";

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "list|dump",
      description = "list, show or dump, and which: id N or name NAME; no more.")
  private List<String> words = List.of();

  @Mixin private ReportOptions options = new ReportOptions();

  /** One with these streams. */
  public StructOpsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandWords rest = new CommandWords(words);
    if (rest.take("dump")) {
      List<Fields> found =
          tables(rest).stream().flatMap(table -> TableDump.of(table).stream()).toList();
      return options.show(found, TableDump::text, console);
    }
    rest.takeList();
    List<Fields> rows = tables(rest).stream().map(StructOpsCommand::row).toList();
    return options.show(rows, this::table, console);
  }

  /** Those that are named, or all. */
  private static List<MapDetails> tables(CommandWords words) {
    Finder finder = Finder.local();
    List<Long> wanted = words.isEmpty() ? List.of() : finder.all(ObjectKind.MAP, words);
    words.end();
    return finder.inspector().all(ObjectKind.MAP, Inspected::map).stream()
        .filter(map -> map.type() == MapType.STRUCT_OPS.value())
        .filter(map -> wanted.isEmpty() || wanted.contains(map.id()))
        .toList();
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Registers the tables of an object: they stay, until unregister takes them away; those"
            + " that are links are pinned in FOLDER, and stay until that is deleted."
      })
  int register(
      @Parameters(index = "0", paramLabel = "OBJECT", description = "Of a compiler.") String file,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "FOLDER",
              description = "Of a BPF file system, for tables that are links.")
          Optional<Path> folder) {
    return new TableRegistration(console).run(file, folder);
  }

  @Command(mixinStandardHelpOptions = true, description = "Takes tables away: id N or name NAME.")
  int unregister(
      @Parameters(arity = "1..*", paramLabel = "TABLE", description = "Which.")
          List<String> asked) {
    List<MapDetails> found = tables(new CommandWords(asked));
    if (found.isEmpty()) {
      throw new NotThereException("there is no such table: jbpf struct_ops lists them");
    }
    for (MapDetails table : found) {
      try (RawMap map = RawMap.open(Kernel.local(), table.id())) {
        if (!map.delete(new byte[table.keySize()])) {
          throw new NotThereException(
              "table " + table.name() + " (number " + table.id() + ") is not registered");
        }
      }
    }
    return ExitCode.OK;
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
