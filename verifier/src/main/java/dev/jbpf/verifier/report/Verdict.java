package dev.jbpf.verifier.report;

/** What a kernel would say of a program. */
public sealed interface Verdict {
  /**
   * It would take it.
   *
   * @param instructions how many instructions were followed, on all paths together
   */
  record Accepted(int instructions) implements Verdict {}

  /** It would refuse it, for this. */
  record Rejected(Finding finding) implements Verdict {}

  /**
   * Not known: the answer depends on what is not modelled or not given, or takes too long to find.
   *
   * @param slot the instruction at which that became clear, or 0
   * @param reason what is missing
   */
  record Undecided(int slot, String reason) implements Verdict {}
}
