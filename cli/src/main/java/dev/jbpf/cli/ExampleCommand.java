package dev.jbpf.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jbpf example NAME}: runs a program of the examples. */
@Command(
    name = "example",
    description =
        "Runs an example; without a name, lists them. Options of its own follow the name.")
final class ExampleCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "The example, and its options.")
  private List<String> arguments = List.of();

  ExampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return 0;
  }
}
