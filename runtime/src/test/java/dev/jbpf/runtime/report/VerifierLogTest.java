package dev.jbpf.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Slot;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Logs as kernels wrote them. */
class VerifierLogTest {
  @Test
  void theReasonStandsBehindTheLastInstruction() {
    VerifierLog log =
        VerifierLog.of(
            """
            0: R1=ctx() R10=fp0
            0: (b7) r0 = 0                        ; R0_w=0
            1: (79) r0 = *(u64 *)(r2 +0)
            R2 !read_ok
            processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0
            """);
    assertThat(log.slot()).contains(new Slot(1));
    assertThat(log.reason()).isEqualTo("R2 !read_ok");
  }

  @Test
  @DisplayName("R24: what the verifier counts is cut off a message without a new line")
  void countsAreNoReason() {
    VerifierLog log =
        VerifierLog.of(
            """
            0: R1=ctx() R10=fp0
            0: (85) call pc+0
            caller passes no frameprocessed 3 insns (limit 1000000) max_states_per_insn 0
            """);
    assertThat(log.reason()).isEqualTo("caller passes no frame");
    assertThat(VerifierLog.of("too badverification time 12 usec\nstack depth 0").reason())
        .isEqualTo("too bad");
    assertThat(VerifierLog.of("0: (95) exitprocessed 1 insns (limit 4096), stack depth 0"))
        .isEqualTo(new VerifierLog(Optional.of(new Slot(0)), "0: (95) exit", ""));
  }

  /** Behind a jump the kernel goes on in the same line. */
  @Test
  void theReasonMayStandInTheLineOfAJump() {
    VerifierLog log =
        VerifierLog.of(
            """
            5: (b7) r0 = 4                        ; R0=4
            6: (15) if r1 == 0x5 goto pc-7 0: R0=4 R1=ctx() R2=0 R10=fp0
            5: (b7) r0 = 4                        ; R0=4
            6: (15) if r1 == 0x5 goto pc-7 infinite loop detected at insn 0
            cur state: R0=4 R1=ctx() R2=0 R10=fp0
            old state: R0=4 R1=ctx() R2=0 R10=fp0
            processed 15 insns (limit 1000000) max_states_per_insn 0 total_states 1
            """);
    assertThat(log.slot()).contains(new Slot(6));
    assertThat(log.instruction()).isEqualTo("6: (15) if r1 == 0x5 goto pc-7");
    assertThat(log.reason()).isEqualTo("infinite loop detected at insn 0");
  }

  @Test
  void aRejectionBeforeTheWalkNamesItsInstruction() {
    VerifierLog log = VerifierLog.of("unreachable insn 2\nprocessed 0 insns (limit 1000000)\n");
    assertThat(log.slot()).contains(new Slot(2));
    assertThat(log.reason()).isEqualTo("unreachable insn 2");
  }

  @Test
  void statisticsAloneAreNoRejection() {
    assertThat(VerifierLog.of("processed 0 insns (limit 1000000)\n").isRejection()).isFalse();
    assertThat(VerifierLog.of("").isRejection()).isFalse();
  }
}
