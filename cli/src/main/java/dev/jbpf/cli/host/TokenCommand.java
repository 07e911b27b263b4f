package dev.jbpf.cli.host;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.runtime.sys.Mounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jbpf token}: what BPF file systems let those do who may not do it themselves. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description =
        "Lists the BPF file systems that delegate to the processes of a user namespace, such as a"
            + " container's, and what: commands, types of maps and programs, places. Linux 6.9.")
public final class TokenCommand implements Callable<Integer> {
  private static final String DELEGATES = "delegate_";
  private static final List<String> WHAT = List.of("cmds", "maps", "progs", "attachs");

  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "list", description = "list or show; no more.")
  private List<String> words = List.of();

  @Mixin private ReportOptions options = new ReportOptions();

  /** One with these streams. */
  public TokenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandWords rest = new CommandWords(words);
    rest.takeList();
    rest.end();
    List<Fields> found = new ArrayList<>();
    Mounts.options("bpf").forEach((folder, said) -> add(found, folder, said));
    return options.show(found, this::table, console);
  }

  private static void add(List<Fields> found, Path folder, List<String> said) {
    if (said.stream().anyMatch(option -> option.startsWith(DELEGATES))) {
      Fields fields = new Fields().put("token_info", folder.toString());
      WHAT.forEach(what -> fields.put("allowed_" + what, allowed(said, DELEGATES + what + "=")));
      found.add(fields);
    }
  }

  private static List<String> allowed(List<String> options, String name) {
    return options.stream()
        .filter(option -> option.startsWith(name))
        .flatMap(option -> List.of(option.substring(name.length()).split(":")).stream())
        .toList();
  }

  private String table(List<Fields> found) {
    TextTable table = new TextTable("FOLDER", "COMMANDS", "MAPS", "PROGRAMS", "PLACES");
    for (Fields each : found) {
      List<String> cells = new ArrayList<>(List.of(each.text("token_info")));
      WHAT.forEach(what -> cells.add(names(each.get("allowed_" + what).orElseThrow())));
      table.add(cells.toArray(String[]::new));
    }
    return table.toString(Colours.of(console));
  }

  private static String names(Object list) {
    return String.join(" ", ((List<?>) list).stream().map(Object::toString).toList());
  }
}
