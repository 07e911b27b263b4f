package dev.jbpf.cli.report;

import dev.jbpf.cli.console.Console;
import java.util.Map;

/** Colours where they help: on a terminal, unless {@code NO_COLOR} is set. */
public enum Colours {
  NONE,
  ANSI;

  private static final String RESET = "\u001b[0m";

  /** {@return what standard output takes} */
  public static Colours of(Console console) {
    return of(console.out().isTerminal(), System.getenv());
  }

  /** Source: https://no-color.org: any value that is not empty. */
  static Colours of(boolean isTerminal, Map<String, String> environment) {
    boolean isRefused =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return isTerminal && !isRefused ? ANSI : NONE;
  }

  /** {@return the head of a table} */
  public String head(String text) {
    return painted("\u001b[1m", text);
  }

  /** {@return what is as it should be} */
  public String good(String text) {
    return painted("\u001b[32m", text);
  }

  /** {@return what is not} */
  public String bad(String text) {
    return painted("\u001b[31m", text);
  }

  private String painted(String start, String text) {
    return this == NONE ? text : start + text + RESET;
  }

  /** {@return what empties the screen, or starts a new part where there is none} */
  String fresh() {
    return this == NONE ? "" : "\u001b[H\u001b[2J";
  }
}
