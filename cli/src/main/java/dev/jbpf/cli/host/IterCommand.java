package dev.jbpf.cli.host;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.load.LoadSource;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jbpf iter}: programs that are read like files. */
@Command(
    name = "iter",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    description = "Pins an iterator: a program that writes what the kernel holds, as a file.")
public final class IterCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One with these streams. */
  public IterCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw Verbs.missing(spec);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Loads the iterator of a file and pins it: cat PIN runs it.")
  int pin(
      @Parameters(paramLabel = "FILE", description = "An object, or assembly text.") String file,
      @Parameters(paramLabel = "PIN", description = "A file to be, of a BPF file system.")
          Path pin) {
    Optional<OpenObject> open = LoadSource.open(InputFile.read(file, console), console);
    if (open.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    open.get().only(iterator(open.get()));
    try (BpfObject object = open.get().load();
        ObjectLinks links = object.attachAll()) {
      links.attached().get(0).link().pin(pin);
      return ExitCode.OK;
    } catch (VerifierException e) {
      console.err().println(e.getMessage());
    } catch (BpfObjectException e) {
      console.err().println("error: " + e.getMessage());
    }
    return ExitCode.BAD_SOURCE;
  }

  private static String iterator(OpenObject open) {
    List<String> names =
        open.programs().stream()
            .filter(program -> program.section().startsWith("iter"))
            .map(OpenProgram::name)
            .toList();
    if (names.size() != 1) {
      throw new UsageException(
          "there must be one iterator, in a section iter/…; there are " + names);
    }
    return names.get(0);
  }
}
