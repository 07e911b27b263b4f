package dev.jbpf.cli.shell;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf completion}: the script that lets a shell complete words. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the script that lets a shell complete commands, options and names of what is in the"
          + " kernel.",
      "bash: source <(jbpf completion bash). zsh: source <(jbpf completion zsh). fish: jbpf"
          + " completion fish | source. Installed packages bring it along."
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Console console;

  /** Shells that complete words. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.BASH;

  @Option(names = "-o", paramLabel = "FILE", description = "Into that file.")
  private String out = InputFile.STANDARD;

  /** One with these streams. */
  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Output.write(out, script(shell), console);
    return ExitCode.OK;
  }

  private static byte[] script(Shell shell) {
    String name = "completion." + shell.name().toLowerCase(Locale.ROOT);
    try (InputStream in = CompletionCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
