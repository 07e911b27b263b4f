package dev.jbpf.cli.link;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Pinning;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf link}: what is attached by links; with files, the static linker. */
@Command(
    name = "link",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = {
      "Lists and detaches the links of programs to their places; with OBJECTs and -o, makes one"
          + " object of several: code, data, maps and types; what one declares and another defines"
          + " becomes one.",
      "LINK is a number, or a file where it is pinned; or, as with bpftool, id N, pinned FILE."
    })
public final class LinkCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ObjectLinking linking = new ObjectLinking();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One with these streams. */
  public LinkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (linking.isAsked()) {
      return linking.link(spec, console);
    }
    throw new ParameterException(
        spec.commandLine(), "What to do: list, detach, pin, or OBJECT... -o FILE?");
  }

  @Command(
      aliases = "show",
      mixinStandardHelpOptions = true,
      description = "Lists the links in the kernel, or shows the one that is named.")
  int list(
      @Parameters(arity = "0..*", paramLabel = "LINK", description = "Which; all if none.")
          List<String> words,
      @Mixin ReportOptions options,
      @Mixin ReportOptions.Watch watch) {
    return options.list(new LinkList(), words, console, watch);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Takes a program from its place, though others may hold the link.")
  int detach(
      @Parameters(arity = "1..*", paramLabel = "LINK", description = "Which.") List<String> words) {
    Finder finder = Finder.local();
    CommandWords rest = new CommandWords(words);
    long id = finder.one(ObjectKind.LINK, rest);
    rest.end();
    try (Inspected link = finder.inspector().open(ObjectKind.LINK, id)) {
      link.detach();
    }
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gives a link a name in the BPF file system: it stays until that is deleted.")
  int pin(
      @Parameters(arity = "2..*", paramLabel = "LINK", description = "Which, and the file to be.")
          List<String> words) {
    return Pinning.pin(ObjectKind.LINK, words);
  }
}
