package dev.jbpf.cli.shell;

import dev.jbpf.cli.console.ExitCode;
import java.util.Map;
import java.util.TreeMap;

/** What the exit codes mean, of commands that do not say more. */
public final class ExitCodes {
  /** By the codes. */
  public static final Map<String, String> ALL =
      new TreeMap<>(
          Map.of(
              text(ExitCode.OK), "done",
              text(ExitCode.BAD_SOURCE), "the input has errors, or what is named is not there",
              text(ExitCode.USAGE), "wrong usage, or a file that cannot be read or written",
              text(ExitCode.NOT_POSSIBLE), "this machine, or this user's rights, do not allow it",
              text(ExitCode.UNDECIDED), "whether a kernel would take the program is not known"));

  private ExitCodes() {}

  private static String text(int code) {
    return Integer.toString(code);
  }
}
