package dev.jbpf.cli.shell;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The order of what a command can do, in its help, its page of the manual and its messages: first
 * what only looks, then what changes, last what lasts. Methods alone are in any order.
 */
public final class Verbs {
  /** What picocli has where a command is called as its method is. */
  private static final String NO_NAME = "<main class>";

  private static final List<String> ORDER =
      List.of(
          "list",
          "tree",
          "show",
          "dump",
          "lookup",
          "getnext",
          "peek",
          "profile",
          "run",
          "tracelog",
          "event_pipe",
          "create",
          "update",
          "delete",
          "push",
          "pop",
          "load",
          "loadall",
          "pin",
          "attach",
          "detach",
          "register",
          "unregister",
          "freeze",
          "struct",
          "tracepoint",
          "skeleton",
          "subskeleton",
          "java",
          "object",
          "btf",
          "min_core_btf");

  private Verbs() {}

  /**
   * {@return the command {@code object} with what its methods do: with {@code word} alone if that
   * is one of them, as picocli takes a while over each, else with all}
   */
  public static CommandLine of(Object object, Optional<String> word) {
    CommandLine command = new CommandLine(object);
    List<Method> methods = CommandLine.getCommandMethods(object.getClass(), null);
    List<Method> asked = new ArrayList<>(methods);
    asked.removeIf(method -> !isNamed(method, word));
    for (Method method : asked.isEmpty() ? methods : asked) {
      CommandLine verb = new CommandLine(method);
      command.addSubcommand(verb.getCommandName(), verb);
    }
    return command;
  }

  private static boolean isNamed(Method method, Optional<String> word) {
    Command named = method.getAnnotation(Command.class);
    String name = named.name().equals(NO_NAME) ? method.getName() : named.name();
    return word.filter(one -> one.equals(name) || List.of(named.aliases()).contains(one))
        .isPresent();
  }

  /** Puts what {@code command} can do in order. */
  public static void sort(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Map<CommandLine, String> named = names(spec);
    named.values().forEach(spec::removeSubcommand);
    named.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> place(entry.getValue())))
        .forEach(entry -> spec.addSubcommand(entry.getValue(), entry.getKey()));
  }

  /** Without their aliases. */
  private static Map<CommandLine, String> names(CommandSpec spec) {
    Map<CommandLine, String> named = new LinkedHashMap<>();
    spec.subcommands().forEach((name, each) -> named.putIfAbsent(each, name));
    return named;
  }

  private static int place(String verb) {
    int found = ORDER.indexOf(verb);
    return found < 0 ? ORDER.size() : found;
  }

  /** {@return the complaint of a command line that does not say what to do} */
  public static ParameterException missing(CommandSpec spec) {
    String all = String.join(", ", names(spec).values());
    return new ParameterException(
        spec.commandLine(), "What to do: " + all.replaceAll(", (\\w+)$", " or $1") + "?");
  }
}
