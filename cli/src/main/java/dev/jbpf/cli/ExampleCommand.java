package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.examples.Examples;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.ExampleRunner;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jbpf example NAME}: runs a program of the examples. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an example; without a name, lists them.",
      "What follows the name is for the example: jbpf example NAME --help."
    })
final class ExampleCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "The example, then its options.")
  private List<String> arguments = List.of();

  ExampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    if (arguments.isEmpty()) {
      Examples.all()
          .forEach(example -> out.printf("%-16s %s%n", example.name(), example.description()));
      return ExitCode.OK;
    }
    String name = arguments.get(0);
    Example example = Examples.find(name).orElseThrow(() -> unknown(name));
    String[] rest = arguments.subList(1, arguments.size()).toArray(String[]::new);
    return new ExampleRunner(out, console.err()).run(example, rest);
  }

  private static UsageException unknown(String name) {
    List<String> names = Examples.all().stream().map(Example::name).toList();
    String near =
        Suggestions.nearest(name, names)
            .map(other -> "did you mean '" + other + "'?")
            .orElse("'jbpf example' lists them");
    return new UsageException("no example '" + name + "': " + near);
  }
}
