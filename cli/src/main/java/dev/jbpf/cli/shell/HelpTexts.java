package dev.jbpf.cli.shell;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.report.Colours;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * What {@code --help} prints, kept as files beside the commands' jar: the build writes them, as it
 * takes picocli half a second to say what it said before. Where there are none, picocli is asked.
 */
public final class HelpTexts {
  private static final String FOLDER = "help";
  private static final String COLOURED = ".ansi";
  private static final String ASSEMBLER = "assembler"; // "jbpf-asm" is what jbpf asm says.

  private HelpTexts() {}

  /** Writes the texts of {@code root} and all commands below, and of {@code jbpf-asm}. */
  public static void write(CommandLine root, CommandLine assembler, Path folder, Console console) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw UsageException.of("make the folder", folder.toString(), e);
    }
    write(root, folder.resolve("jbpf").toString(), console);
    write(assembler, folder.resolve(ASSEMBLER).toString(), console);
  }

  private static void write(CommandLine command, String file, Console console) {
    write(file, command.getUsageMessage(Ansi.OFF), console);
    write(file + COLOURED, command.getUsageMessage(Ansi.ON), console);
    command.getSubcommands().forEach((name, each) -> write(each, file + "-" + name, console));
  }

  private static void write(String file, String text, Console console) {
    Output.write(file, text.getBytes(StandardCharsets.UTF_8), console);
  }

  /** {@return the text of {@code jbpf-asm}, if it was kept} */
  public static Optional<byte[]> ofAssembler(Console console) {
    return kept(ASSEMBLER, console);
  }

  /** {@return the text of the command that {@code words} name, if it was kept} */
  public static Optional<byte[]> find(Console console, String... words) {
    return kept(name(words), console);
  }

  private static String name(String... words) {
    return words.length == 0 ? "jbpf" : "jbpf-" + String.join("-", words);
  }

  private static Optional<byte[]> kept(String name, Console console) {
    return folder().flatMap(texts -> read(texts, Colours.of(console), name));
  }

  /** The launcher's property, or beside the jar. */
  private static Optional<Path> folder() {
    String named = System.getProperty("jbpf.help");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    String jar = System.getProperty("java.class.path", "").split(":", 2)[0];
    // Classes in a folder may be newer than the texts beside it.
    return jar.endsWith(".jar") ? Optional.of(beside(Path.of(jar))) : Optional.empty();
  }

  private static Path beside(Path jar) {
    return jar.resolveSibling(FOLDER);
  }

  static Optional<byte[]> find(Path jar, Colours colours, String... words) {
    return read(beside(jar), colours, name(words));
  }

  private static Optional<byte[]> read(Path folder, Colours colours, String name) {
    try {
      String ending = colours == Colours.ANSI ? COLOURED : "";
      Path file = folder.resolve(name + ending);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
