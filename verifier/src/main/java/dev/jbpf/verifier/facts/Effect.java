package dev.jbpf.verifier.facts;

import java.util.Arrays;

/** What a call does beside its result, and where it may stand. */
public enum Effect {
  /** The result, if it is not null, is a reference that has to be released. */
  ACQUIRES("acquires"),
  /** Pointers into the packet are worth nothing afterwards. */
  MOVES_PACKET("moves-packet"),
  /** Takes pointers into the packet where it takes memory. */
  TAKES_PACKET("takes-packet"),
  /** Only a program that may sleep may call it, and not under a lock. */
  MAY_SLEEP("may-sleep"),
  /** Only for programs under a license that is compatible with the GPL. */
  GPL_ONLY("gpl"),
  /** Calls the subprogram that it is given, now, any number of times. */
  CALLS_BACK("calls-back"),
  /** Has the subprogram that it is given called later, or by somebody else. */
  CALLS_LATER("calls-later"),
  /** Takes the spin lock. */
  LOCKS("locks"),
  /** Gives the spin lock back. */
  UNLOCKS("unlocks"),
  /** Only for an administrator: needs CAP_PERFMON or CAP_SYS_ADMIN beside CAP_BPF. */
  PRIVILEGED("privileged");

  private final String word;

  Effect(String word) {
    this.word = word;
  }

  /** {@return the effect that tables name so} */
  static Effect parse(String word) {
    return Arrays.stream(values())
        .filter(effect -> effect.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no effect of a helper: " + word));
  }

  @Override
  public String toString() {
    return word;
  }
}
