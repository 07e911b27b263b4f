package dev.jbpf.cli.net;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.NotPossibleException;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.runtime.inspect.Attachments;
import dev.jbpf.runtime.inspect.ControlGroups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf cgroup}: what is attached to control groups. */
@Command(
    name = "cgroup",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = "Lists the programs that are attached to control groups, attaches and detaches.")
public final class CgroupCommand implements Runnable {
  private static final String FOLDER = "folder of a control group";
  private static final String EFFECTIVE = "effective";

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One with these streams. */
  public CgroupCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw Verbs.missing(spec);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists the programs of a control group and those below.")
  int tree(
      @Parameters(arity = "0..2", paramLabel = "FOLDER", description = "Which; all if none.")
          List<String> asked,
      @Option(names = "--effective", description = "Also what groups inherit.") boolean effective,
      @Mixin ReportOptions options,
      @Mixin ReportOptions.Watch watch) {
    CommandWords words = new CommandWords(asked == null ? List.of() : asked);
    boolean inherited = words.take(EFFECTIVE) || effective;
    Optional<Path> folder =
        words.isEmpty() ? Optional.empty() : Optional.of(Path.of(words.next(FOLDER)));
    inherited |= words.take(EFFECTIVE);
    words.end();
    CgroupFields fields = new CgroupFields(Finder.local(), scope(inherited));
    return options.show(
        () -> fields.groups(ControlGroups.below(root(folder))), this::table, console, watch);
  }

  @Command(
      aliases = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the programs of a control group.")
  int show(
      @Parameters(arity = "1..2", paramLabel = "FOLDER", description = "Which.") List<String> asked,
      @Option(names = "--effective", description = "Also what it inherits.") boolean effective,
      @Mixin ReportOptions options,
      @Mixin ReportOptions.Watch watch) {
    CommandWords words = new CommandWords(asked);
    Path group = root(Optional.of(Path.of(words.next(FOLDER))));
    CgroupFields fields =
        new CgroupFields(Finder.local(), scope(words.take(EFFECTIVE) || effective));
    words.end();
    return options.show(() -> fields.programs(group), found -> rows(group, found), console, watch);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Attaches a program to a control group, where it stays until it is detached or the group"
            + " goes: FOLDER PLACE PROGRAM [multi|override].",
        "jbpf cgroup attach /sys/fs/cgroup/web egress pinned /sys/fs/bpf/count multi"
      })
  int attach(
      @Parameters(
              arity = "3..*",
              hideParamSyntax = true,
              paramLabel = "FOLDER PLACE PROGRAM",
              description = "Which group, where (cgroup_inet_egress …), and which program.")
          List<String> words) {
    return GroupChange.of(words).attach();
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Detaches a program that was attached without a link.")
  int detach(
      @Parameters(
              arity = "3..*",
              hideParamSyntax = true,
              paramLabel = "FOLDER PLACE PROGRAM",
              description = "Which group, where, and which program.")
          List<String> words) {
    return GroupChange.of(words).detach();
  }

  private static Attachments.Scope scope(boolean effective) {
    return effective ? Attachments.Scope.EFFECTIVE : Attachments.Scope.OWN;
  }

  static Path root(Optional<Path> asked) {
    if (asked.isPresent() && !Files.isDirectory(asked.get())) {
      throw new NotThereException("there is no control group " + asked.get());
    }
    if (asked.isPresent() && !Files.exists(asked.get().resolve("cgroup.procs"))) {
      throw new NotThereException(
          asked.get() + " is no control group of version 2: mount -t cgroup2 none FOLDER");
    }
    return asked
        .or(ControlGroups::root)
        .orElseThrow(
            () ->
                new NotPossibleException(
                    "no control groups of version 2 are mounted: mount -t cgroup2 none FOLDER"));
  }

  private String rows(Path group, List<Fields> programs) {
    return table(List.of(new Fields().put("cgroup", group.toString()).put("programs", programs)));
  }

  private String table(List<Fields> groups) {
    TextTable table = new TextTable("GROUP", "ID", "PLACE", "FLAGS", "NAME");
    for (Fields group : groups) {
      List<Object> programs = new ArrayList<>((List<?>) group.get("programs").orElse(List.of()));
      for (Object each : programs) {
        Fields program = (Fields) each;
        table.add(
            group.text("cgroup"),
            program.text("id"),
            program.text("attach_type"),
            program.text("attach_flags"),
            program.text("name"));
      }
    }
    return table.toString(Colours.of(console));
  }
}
