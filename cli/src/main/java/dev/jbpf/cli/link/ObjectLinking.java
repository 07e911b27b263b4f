package dev.jbpf.cli.link;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.link.ObjectLinkException;
import dev.jbpf.elf.link.StaticLinker;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The files of {@code jbpf link a.o b.o -o c.o}: makes one object of several. */
public final class ObjectLinking {

  @Parameters(
      arity = "0..*",
      paramLabel = "OBJECT",
      description =
          "Objects to make one of: of jbpf-asm, of a compiler, or linked before;"
              + " class files, whose methods are programs, share maps and fields.")
  private List<String> objects = List.of();

  @Option(names = "-o", paramLabel = "FILE", description = "Where to write the one object.")
  private String output = "";

  /** {@return whether files, or where to write, are named} */
  boolean isAsked() {
    return !objects.isEmpty() || !output.isEmpty();
  }

  /**
   * {@return the exit code of linking}
   *
   * @throws ParameterException if files are named without a place to write to, or the reverse
   */
  int link(CommandSpec spec, Console console) {
    if (objects.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Which objects to link?");
    }
    if (output.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Where to write the object: -o FILE? To look at links: list.");
    }
    return link(output, objects, console);
  }

  /** {@return the exit code of making {@code output} of {@code objects}} */
  public static int link(String output, List<String> objects, Console console) {
    StaticLinker linker = new StaticLinker();
    for (InputFile file : InputFile.readAll(objects, console)) {
      try {
        linker.add(file.name(), ElfObject.read(file.bytes()));
      } catch (ObjectLinkException e) {
        return failed(output, e.reasons(), console);
      } catch (IllegalArgumentException e) {
        return failed(output, List.of(file.name() + ": " + e.getMessage()), console);
      }
    }
    try {
      Output.write(output, linker.link().toBytes(), console);
      return ExitCode.OK;
    } catch (ObjectLinkException e) {
      return failed(output, e.reasons(), console);
    }
  }

  private static int failed(String output, List<String> reasons, Console console) {
    Output.discard(output, console);
    reasons.forEach(reason -> console.err().println("jbpf link: error: " + reason));
    return ExitCode.BAD_SOURCE;
  }
}
