package dev.jbpf.cli.host;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.report.Colours;
import dev.jbpf.cli.report.ReportOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jbpf doctor}: what this machine lets its user do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Tells what this machine lets you do with eBPF, and for what is missing the one command"
            + " that mends it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:programs can be loaded", "3:they cannot"})
public final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ReportOptions options = new ReportOptions();

  /** One with these streams. */
  public DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<CheckUp> found = Examination.all();
    options.show(found.stream().map(CheckUp::fields).toList(), all -> text(found), console);
    boolean canLoad =
        found.stream()
            .noneMatch(
                each ->
                    each.what().equals(Examination.LOADING)
                        && each.state() == CheckUp.State.MISSING);
    return canLoad ? ExitCode.OK : ExitCode.NOT_POSSIBLE;
  }

  private String text(List<CheckUp> found) {
    Colours colours = Colours.of(console);
    StringBuilder text = new StringBuilder();
    for (CheckUp each : found) {
      String state =
          switch (each.state()) {
            case GOOD -> colours.good("yes");
            case LIMITED -> "part";
            case MISSING -> colours.bad("no");
          };
      text.append(String.format("%-26s %s%s%n", each.what(), state + gap(each), each.detail()));
      if (!each.remedy().isEmpty()) {
        text.append(String.format("%-26s      -> %s%n", "", each.remedy()));
      }
    }
    return text.toString();
  }

  /** Colours take no room. */
  private static String gap(CheckUp each) {
    return " "
        .repeat(
            each.state() == CheckUp.State.GOOD ? 2 : each.state() == CheckUp.State.LIMITED ? 1 : 3);
  }
}
