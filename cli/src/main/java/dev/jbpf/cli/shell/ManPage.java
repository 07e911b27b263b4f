package dev.jbpf.cli.shell;

import dev.jbpf.cli.console.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A page of the manual, from a command's description, options and exit codes; with those of the
 * commands below it.
 *
 * <p>Source: man(7).
 */
public final class ManPage {
  private static final int SECTION = 1;

  private final CommandSpec command;
  private final String name;
  private final StringBuilder text = new StringBuilder();

  private ManPage(CommandLine command, String name) {
    this.command = command.getCommandSpec();
    this.name = name;
  }

  /**
   * {@return the page of {@code command}, as roff}
   *
   * @param name of the page: {@code jbpf-prog}
   */
  public static String of(CommandLine command, String name) {
    return new ManPage(command, name).write();
  }

  private String write() {
    UsageMessageSpec usage = command.usageMessage();
    line(".TH %s %d \"\" \"%s\" \"jbpf\"", name.toUpperCase(Locale.ROOT), SECTION, Version.text());
    head("NAME");
    line("%s \\- %s", escaped(name), escaped(summary(usage)));
    head("SYNOPSIS");
    line(".B %s", escaped(qualified(command)));
    line("%s", escaped(synopsis(command)));
    head("DESCRIPTION");
    paragraphs(usage.description());
    options(command);
    commands();
    exitCodes(usage);
    head("SEE ALSO");
    line(".BR jbpf (1), jbpf-asm (1), bpftool (8)");
    return text.toString();
  }

  private static String qualified(CommandSpec spec) {
    return spec.qualifiedName();
  }

  /** The first sentence. */
  private static String summary(UsageMessageSpec usage) {
    String all = String.join(" ", described(usage.description()));
    int end = all.indexOf(". ");
    String first = end < 0 ? all : all.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static List<String> described(String[] lines) {
    return Arrays.stream(lines).map(line -> line.replace("%%", "%")).toList();
  }

  private static String synopsis(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    words.add("[OPTION...]");
    if (!spec.subcommands().isEmpty()) {
      words.add("COMMAND");
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      words.add(parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : ""));
    }
    return String.join(" ", words);
  }

  private void paragraphs(String[] description) {
    for (String line : described(description)) {
      line(".PP");
      line("%s", escaped(line));
    }
  }

  private void options(CommandSpec spec) {
    boolean isEmpty = spec.positionalParameters().isEmpty() && visible(spec).isEmpty();
    if (isEmpty) {
      return;
    }
    head("OPTIONS");
    items(spec);
  }

  private void items(CommandSpec spec) {
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", described(parameter));
    }
    for (OptionSpec option : visible(spec)) {
      String names = "\\fB" + escaped(String.join(", ", option.names())) + "\\fR";
      boolean hasValue = option.arity().max() > 0;
      item(
          names + (hasValue ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : ""),
          described(option));
    }
  }

  /** What help shows, with the values that descriptions refer to. */
  private static String[] described(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    String values = candidates == null ? "" : String.join(", ", candidates);
    return Arrays.stream(argument.description())
        .map(line -> line.replace("${COMPLETION-CANDIDATES}", values))
        .map(line -> line.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue())))
        .toArray(String[]::new);
  }

  private static List<OptionSpec> visible(CommandSpec spec) {
    return spec.options().stream().filter(option -> !option.hidden()).toList();
  }

  private void item(String label, String[] description) {
    line(".TP");
    line("%s", label);
    line("%s", escaped(String.join(" ", description)));
  }

  /** Those without commands of their own are told in full. */
  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    head("COMMANDS");
    for (Map.Entry<String, CommandLine> entry : command.subcommands().entrySet()) {
      CommandSpec spec = entry.getValue().getCommandSpec();
      if (spec.usageMessage().hidden() || !entry.getKey().equals(spec.name())) {
        continue;
      }
      line(".SS \"%s %s\"", escaped(spec.qualifiedName()), escaped(synopsis(spec)));
      paragraphs(spec.usageMessage().description());
      boolean isLeafOfGroup = command.parent() != null;
      if (isLeafOfGroup) {
        items(spec);
      }
    }
  }

  private void exitCodes(UsageMessageSpec usage) {
    head("EXIT STATUS");
    Map<String, String> codes = usage.exitCodeList();
    (codes.isEmpty() ? ExitCodes.ALL : codes)
        .forEach((code, meaning) -> item("\\fB" + code + "\\fR", new String[] {meaning}));
  }

  private void head(String title) {
    line(".SH \"%s\"", title);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(format, arguments)).append('\n');
  }

  /** A line that starts with a dot or a quote would be a request. */
  private static String escaped(String plain) {
    String text = plain.replace("\\", "\\e").replace("-", "\\-").replace("\u2026", "...");
    return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
  }
}
