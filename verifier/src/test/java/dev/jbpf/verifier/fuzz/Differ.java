package dev.jbpf.verifier.fuzz;

import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.testing.AskedKernel;
import dev.jbpf.verifier.testing.RunningVerifier;
import dev.jbpf.verifier.testing.RunningVerifier.Answer;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.util.Map;

/** Asks both verifiers about programs. */
final class Differ {
  private static final Verifier OURS =
      Verifier.of(AskedKernel.RUNNING).with(KernelBtf.ofRunningKernel());

  private final RunningVerifier kernel = new RunningVerifier();
  private final MapPool pool;

  /** How two verdicts go together. */
  enum Outcome {
    /** Both take it. */
    BOTH_ACCEPT,
    /** Both refuse it. */
    BOTH_REJECT,
    /** We refuse what the kernel takes, which must never be. */
    FALSE_REFUSAL,
    /** We take what the kernel refuses. */
    MISSED,
    /** We do not know. */
    UNDECIDED
  }

  Differ(MapPool pool) {
    this.pool = pool;
  }

  Outcome compare(Candidate candidate) {
    boolean isTaken = ask(candidate, 0).isAccepted();
    Verdict verdict = ours(candidate);
    if (verdict instanceof Verdict.Undecided) {
      return Outcome.UNDECIDED;
    }
    if (verdict instanceof Verdict.Accepted) {
      return isTaken ? Outcome.BOTH_ACCEPT : Outcome.MISSED;
    }
    return isTaken ? Outcome.FALSE_REFUSAL : Outcome.BOTH_REJECT;
  }

  Verdict ours(Candidate candidate) {
    return OURS.verify(candidate.subject(MapPool.SHAPES));
  }

  Answer ask(Candidate candidate, int logLevel) {
    long[] code = candidate.slots().clone();
    for (Map.Entry<Integer, Integer> map : candidate.maps().entrySet()) {
      int slot = map.getKey();
      code[slot] =
          code[slot] & 0xffffffffL | (long) pool.descriptor(map.getValue()) << Integer.SIZE;
    }
    return kernel.ask(
        new Question(
            candidate.type().value(), candidate.attachType(), 0, candidate.flags(), "GPL", code),
        logLevel);
  }

  /** {@return both verdicts in words} */
  String explain(Candidate candidate) {
    Answer answer = ask(candidate, 1);
    String last =
        answer
            .log()
            .lines()
            .filter(line -> !line.startsWith("processed"))
            .reduce("", (first, second) -> second);
    return candidate
        + "\n  ours: "
        + ours(candidate)
        + "\n  kernel: "
        + answer.errno()
        + " "
        + last;
  }
}
