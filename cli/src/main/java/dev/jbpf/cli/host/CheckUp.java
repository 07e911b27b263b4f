package dev.jbpf.cli.host;

import dev.jbpf.cli.report.Fields;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param what it is
 * @param state how it is
 * @param detail what was found
 * @param remedy the one command that mends it, or where it is to be changed; empty if nothing is to
 */
record CheckUp(String what, State state, String detail, String remedy) {

  /** How something is. */
  enum State {
    GOOD,
    LIMITED,
    MISSING
  }

  static CheckUp good(String what, String detail) {
    return new CheckUp(what, State.GOOD, detail, "");
  }

  Fields fields() {
    return new Fields()
        .put("check", what)
        .put("state", state.name().toLowerCase(Locale.ROOT))
        .put("detail", detail)
        .putIf(!remedy.isEmpty(), "remedy", remedy);
  }
}
