package dev.jbpf.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import org.junit.jupiter.api.Test;

/** Loops whose rounds all differ come to the limit of a kernel, not to that of our time. */
class GrowingLoopTest {
  private static Verdict verdict(String source) {
    return Verifier.of(new KernelVersion(6, 18))
        .verify(
            Subject.of(
                Assembler.assemble(source).program().orElseThrow(), ProgramType.SOCKET_FILTER));
  }

  /** What is stored is looked at in each round, so that no round covers the next. */
  @Test
  void aSpilledCounterThatIsLookedAt() {
    Verdict verdict =
        verdict(
            """
            r1 = 0
            *(u64 *)(r10 - 8) = r1
            again:
            may_goto out
            r1 = *(u64 *)(r10 - 8)
            r2 = r1
            r2 &= 7
            r3 = r10
            r3 += -16
            r3 += r2
            *(u8 *)(r3 + 0) = 1
            r1 += 1
            *(u64 *)(r10 - 8) = r1
            goto again
            out:
            r0 = 0
            exit
            """);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> assertThat(rejected.finding().rule()).isEqualTo(Rule.TOO_COMPLEX));
  }

  @Test
  void aCounterThatNothingDependsOn() {
    assertThat(
            verdict(
                """
                r0 = 0
                again:
                may_goto out
                r0 += 1
                goto again
                out:
                r0 = 0
                exit
                """))
        .isInstanceOf(Verdict.Accepted.class);
  }
}
