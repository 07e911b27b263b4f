package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.Version;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a picocli command as this project's commands behave: streams, messages, exit codes. */
final class Commands {
  private Commands() {}

  /** {@return the exit code of {@code command} with {@code arguments}} */
  static int run(Object command, Console console, String... arguments) {
    return line(command, console).execute(arguments);
  }

  static CommandLine line(Object command, Console console) {
    return configure(new CommandLine(command), console);
  }

  static CommandLine configure(CommandLine line, Console console) {
    line.setOut(
        new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Path.class, Commands::path);
    line.setExecutionExceptionHandler(new FailureReport(console));
    line.setParameterExceptionHandler((e, arguments) -> complain(e));
    line.getSubcommands().values().forEach(Commands::setVersion);
    return line;
  }

  /**
   * The message last but for a line or two, so that it is seen: a command's help can be a screen.
   */
  private static int complain(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      if (command.getSubcommands().isEmpty()) {
        CommandLine.Help help = command.getHelp();
        err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
        err.println(command.getCommandSpec().qualifiedName() + " --help tells more.");
      } else {
        command.usage(err);
      }
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(FailureReport.notAFile(e));
    }
  }

  /** All commands have one version: here, not in the annotations of each. */
  private static void setVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Commands::setVersion);
  }
}
