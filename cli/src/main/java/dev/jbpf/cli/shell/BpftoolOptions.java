package dev.jbpf.cli.shell;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that bpftool takes with every command, for scripts written for it. */
public final class BpftoolOptions {
  private static final List<List<String>> OF_REPORTS =
      List.of(List.of("-j", "--json"), List.of("-p", "--pretty"));

  private BpftoolOptions() {}

  /** Lets {@code command} and those below take them, where they do not have them themselves. */
  public static void allow(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    OF_REPORTS.forEach(names -> allow(spec, names));
    BpftoolLine.WITHOUT_EFFECT.forEach(names -> allow(spec, names));
    command.getSubcommands().values().stream().distinct().forEach(BpftoolOptions::allow);
  }

  private static void allow(CommandSpec spec, List<String> names) {
    String[] free =
        names.stream().filter(name -> !spec.optionsMap().containsKey(name)).toArray(String[]::new);
    if (free.length > 0) {
      spec.addOption(OptionSpec.builder(free).type(boolean.class).hidden(true).build());
    }
  }
}
