package dev.jbpf.cli.shell;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf man}: pages of the manual. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a page of the manual, for man(1): jbpf man prog | man -l -. Installed packages bring"
          + " them along."
    })
public final class ManCommand implements Callable<Integer> {
  private final Console console;
  private final CommandLine root;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Which; default: jbpf itself.")
  private Optional<String> command = Optional.empty();

  @Option(names = "-o", paramLabel = "FOLDER", description = "All pages, into that folder.")
  private Optional<Path> folder = Optional.empty();

  /** One that knows the commands under {@code root}. */
  public ManCommand(Console console, CommandLine root) {
    this.console = console;
    this.root = root;
  }

  @Override
  public Integer call() {
    Map<String, String> pages = new TreeMap<>();
    pages.put("jbpf", ManPage.of(root, "jbpf"));
    root.getSubcommands()
        .forEach((name, each) -> pages.put("jbpf-" + name, ManPage.of(each, "jbpf-" + name)));
    folder.ifPresentOrElse(
        where -> pages.forEach((name, page) -> write(where.resolve(name + ".1").toString(), page)),
        () -> write(InputFile.STANDARD, page(pages)));
    return ExitCode.OK;
  }

  private String page(Map<String, String> pages) {
    String word = command.orElse("jbpf");
    String name = pages.containsKey(word) ? word : "jbpf-" + word;
    return Optional.ofNullable(pages.get(name))
        .orElseThrow(
            () -> new NotThereException("there is no page " + name + ": " + pages.keySet()));
  }

  private void write(String file, String page) {
    Output.write(file, page.getBytes(StandardCharsets.UTF_8), console);
  }
}
