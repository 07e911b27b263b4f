package dev.jbpf.cli.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a word can be that somebody is typing. The shells' scripts ask for it with each press of the
 * key; where nothing is answered, they offer files.
 */
public final class Completer {
  private final CommandLine root;

  /** For the commands under {@code root}. */
  public Completer(CommandLine root) {
    this.root = root;
  }

  /**
   * {@return what the last one of {@code words} can be}
   *
   * @param words what was typed behind the name of the command, the last one unfinished, or empty
   */
  public List<String> complete(List<String> words) {
    String typed = words.isEmpty() ? "" : words.get(words.size() - 1);
    CommandLine command = root;
    Optional<OptionSpec> open = Optional.empty();
    List<String> path = new ArrayList<>();
    for (String word : words.subList(0, Math.max(0, words.size() - 1))) {
      if (open.isPresent()) {
        open = Optional.empty();
      } else if (command.getSubcommands().containsKey(word)) {
        command = command.getSubcommands().get(word);
        path.add(command.getCommandName());
      } else {
        open = option(command, word).filter(option -> option.arity().min() > 0);
      }
    }
    return candidates(command, path, open, typed)
        .filter(word -> word.startsWith(typed))
        .distinct()
        .sorted()
        .toList();
  }

  private static Optional<OptionSpec> option(CommandLine command, String word) {
    return Optional.ofNullable(command.getCommandSpec().optionsMap().get(word));
  }

  private static Stream<String> candidates(
      CommandLine command, List<String> path, Optional<OptionSpec> open, String typed) {
    if (open.isPresent()) {
      return values(open.get());
    } else if (typed.startsWith("-")) {
      return command.getCommandSpec().options().stream()
          .filter(option -> !option.hidden())
          .flatMap(option -> Arrays.stream(option.names()));
    }
    Stream<String> subcommands =
        command.getSubcommands().entrySet().stream()
            .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey);
    return Stream.concat(subcommands, MachineWords.of(path));
  }

  private static Stream<String> values(OptionSpec option) {
    if (option.completionCandidates() != null) {
      return StreamSupport.stream(option.completionCandidates().spliterator(), false);
    }
    return List.of(option.names()).contains("--attach") ? MachineWords.hooks() : Stream.empty();
  }
}
