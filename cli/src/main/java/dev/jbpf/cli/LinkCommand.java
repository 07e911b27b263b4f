package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.Version;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.link.LinkException;
import dev.jbpf.elf.link.StaticLinker;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf link}: one object of several. */
@Command(
    name = "link",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Makes one object of several: code, data, maps and types; what one declares and another"
          + " defines becomes one."
    })
final class LinkCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "OBJECT",
      description = "Objects of jbpf-asm, of a compiler, or linked before.")
  private List<String> objects = List.of();

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "Where to write.")
  private String output = "";

  LinkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StaticLinker linker = new StaticLinker();
    for (String name : objects) {
      byte[] bytes = InputFile.read(name, console).bytes();
      try {
        linker.add(name, ElfObject.read(bytes));
      } catch (LinkException e) {
        return failed(e.reasons());
      } catch (IllegalArgumentException e) {
        return failed(List.of(name + ": " + e.getMessage()));
      }
    }
    try {
      Output.write(output, linker.link().toBytes(), console);
      return ExitCode.OK;
    } catch (LinkException e) {
      return failed(e.reasons());
    }
  }

  private int failed(List<String> reasons) {
    Output.discard(output, console);
    reasons.forEach(reason -> console.err().println("jbpf link: error: " + reason));
    return ExitCode.BAD_SOURCE;
  }
}
