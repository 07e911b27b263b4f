package dev.jbpf.cli.shell;

import dev.jbpf.cli.console.ExitCode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What the exit codes mean, of commands that do not say more. */
public final class ExitCodes {
  /** By the codes. */
  public static final Map<String, String> ALL =
      sorted(
          Map.of(
              text(ExitCode.OK), "done",
              text(ExitCode.BAD_SOURCE), "the input has errors, or what is named is not there",
              text(ExitCode.USAGE), "wrong usage, or a file that cannot be read or written",
              text(ExitCode.NOT_POSSIBLE), "the kernel, or this user's rights, do not allow it",
              text(ExitCode.UNDECIDED), "whether a kernel would take the program is not known",
              text(ExitCode.STOPPED), "ended by Ctrl-C",
              text(ExitCode.UNREAD), "nobody reads standard output any more"));

  private ExitCodes() {}

  private static Map<String, String> sorted(Map<String, String> codes) {
    Map<String, String> sorted = new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
    sorted.putAll(codes);
    return sorted;
  }

  private static String text(int code) {
    return Integer.toString(code);
  }
}
