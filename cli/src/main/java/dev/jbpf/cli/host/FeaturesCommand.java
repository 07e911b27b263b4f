package dev.jbpf.cli.host;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.NotPossibleException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.probe.Features;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf features}: what the running kernel is set up for, and can do. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what the running kernel is set up for and what it can do, in groups: its settings,"
          + " how it was built, types of programs and maps, instructions.",
      "list_builtins GROUP lists the names that jbpf knows, whatever the kernel: prog_types,"
          + " map_types, attach_types, link_types or helpers.",
      "probe macros [prefix WORD] writes a header of C instead; probe unprivileged asks what"
          + " processes without capabilities may do."
    })
public final class FeaturesCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "probe kernel, as bpftool has it, with helpers; or list_builtins GROUP.")
  private List<String> words = List.of();

  @Option(
      names = "--helpers",
      description = "Also which helpers programs of each type may call; takes seconds.")
  private boolean helpers;

  private Optional<String> macros = Optional.empty();

  private boolean isUnprivileged;

  @Mixin private ReportOptions options = new ReportOptions();

  /** One with these streams. */
  public FeaturesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandWords rest = new CommandWords(words);
    if (rest.take("list_builtins")) {
      List<String> names = Builtins.parse(rest.next("group")).names();
      rest.end();
      return options.show(names, all -> String.join("\n", all) + "\n", console);
    }
    takeProbe(rest);
    Permission permission = Bpf.permission();
    if (!permission.isGranted() && !isUnprivileged) {
      throw new NotPossibleException(permission.toString());
    }
    return options.show(groups(), macros.isPresent() ? this::macros : this::text, console);
  }

  private Fields groups() {
    Kernel kernel = Kernel.local();
    FeatureGroups groups = new FeatureGroups(kernel);
    return isUnprivileged
        ? Features.unprivileged(kernel, () -> groups.all(helpers))
        : groups.all(helpers);
  }

  private void takeProbe(CommandWords rest) {
    helpers |= rest.take("probe");
    while (!rest.isEmpty()) {
      switch (rest.next("word")) {
        case "kernel", "full" -> {} // All of it is always told.
        case "macros" -> macros = Optional.of(rest.take("prefix") ? rest.next("prefix") : "");
        case "unprivileged" -> isUnprivileged = true;
        case "dev" -> throw new UsageException("dev: what network cards run is not asked for");
        default -> rest.unknown();
      }
    }
  }

  private String macros(Fields groups) {
    return new FeatureMacros(macros.orElse("")).of(groups);
  }

  private String text(Fields groups) {
    Colours colours = Colours.of(console);
    StringBuilder text = new StringBuilder();
    for (String group : groups.names()) {
      text.append(colours.head(group.replace('_', ' '))).append('\n');
      Fields members = (Fields) groups.get(group).orElseThrow();
      for (String name : members.names()) {
        text.append(
            String.format("  %-42s %s%n", name, word(members.get(name).orElseThrow(), colours)));
      }
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String word(Object value, Colours colours) {
    if (value instanceof Boolean is) {
      return is ? colours.good("yes") : colours.bad("no");
    }
    return word(value);
  }

  static String word(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? optional.get().toString() : "not set";
    }
    return value instanceof List<?> list
        ? list.size() + ": " + String.join(" ", list.stream().map(Object::toString).toList())
        : value.toString();
  }
}
