package dev.jbpf.cli.net;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.runtime.inspect.NetworkPrograms;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf net}: what is attached to the network. */
@Command(
    name = "net",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = {
      "Lists the programs at network interfaces (XDP, traffic control), and those of the network"
          + " as a whole (flow_dissector, sk_lookup, netfilter); attaches and detaches those of"
          + " interfaces. Also as bpftool has it: jbpf net list dev eth0."
    })
public final class NetCommand implements Callable<Integer> {
  private static final String INTERFACE = "network interface";

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "list",
      description = "list or show, and dev NAME; no more.")
  private List<String> words = List.of();

  @Option(names = "--dev", paramLabel = "NAME", description = "Of that interface only.")
  private Optional<String> device = Optional.empty();

  @Mixin private ReportOptions options = new ReportOptions();
  @Mixin private ReportOptions.Watch watch = new ReportOptions.Watch();

  /** One with these streams. */
  public NetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandWords rest = new CommandWords(words);
    rest.takeList();
    if (rest.take("dev")) {
      device = Optional.of(rest.next(INTERFACE));
    }
    rest.end();
    Finder finder = Finder.local();
    return options.show(() -> find(finder), this::tables, console, watch);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Attaches a program to an interface, where it stays until it is detached:"
            + " xdp|xdpgeneric|xdpdrv|xdpoffload|tcx_ingress|tcx_egress PROGRAM dev NAME"
            + " [overwrite].",
        "jbpf load attaches to all other places."
      })
  int attach(
      @Parameters(
              arity = "4..*",
              hideParamSyntax = true,
              paramLabel = "PLACE PROGRAM dev NAME",
              description = "Where, which program, and of which interface.")
          List<String> asked) {
    CommandWords rest = new CommandWords(asked);
    String place = rest.next("place");
    Finder finder = Finder.local();
    long program = finder.one(ObjectKind.PROGRAM, rest);
    InterfaceChange change = InterfaceChange.on(finder, place, rest);
    boolean overwrites = rest.take("overwrite");
    rest.end();
    return change.attach(program, overwrites);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Detaches the XDP program of an interface, or the last of traffic control: xdp|… dev"
              + " NAME.")
  int detach(
      @Parameters(
              arity = "3..*",
              hideParamSyntax = true,
              paramLabel = "PLACE dev NAME",
              description = "Where, and of which interface.")
          List<String> asked) {
    CommandWords rest = new CommandWords(asked);
    InterfaceChange change = InterfaceChange.on(Finder.local(), rest.next("place"), rest);
    rest.end();
    return change.detach();
  }

  private List<Fields> find(Finder finder) {
    try (NetworkPrograms network = new NetworkPrograms(finder.inspector().kernel())) {
      device.ifPresent(name -> require(network, name));
      return List.of(new NetFields(finder, network, device).all());
    }
  }

  private static void require(NetworkPrograms network, String name) {
    List<String> names =
        network.interfaces().stream().map(NetworkPrograms.Interface::name).toList();
    if (!names.contains(name)) {
      throw new NotThereException(
          "there is no network interface "
              + name
              + Suggestions.nearest(name, names)
                  .map(near -> "; did you mean " + near + "?")
                  .orElse("; there are " + names));
    }
  }

  private String tables(List<Fields> found) {
    TextTable table = new TextTable("KIND", "WHERE", "HOW", "PROGRAM", "NAME");
    for (String kind : List.of("xdp", "tc", "flow_dissector", "sk_lookup", "netfilter")) {
      for (Object each : (List<?>) found.get(0).get(kind).orElse(List.of())) {
        Fields row = (Fields) each;
        table.add(
            kind,
            row.text("devname"),
            row.text("mode") + row.text("kind") + place(row),
            row.get("prog_id").orElse(row.text("id")).toString(),
            row.text("name"));
      }
    }
    return table.toString(Colours.of(console));
  }

  private static String place(Fields row) {
    return row.get("hook").isEmpty()
        ? ""
        : "pf " + row.text("pf") + " hook " + row.text("hook") + " prio " + row.text("prio");
  }
}
