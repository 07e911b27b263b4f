package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Verdicts without a kernel. */
class VerdictAssertTest {
  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 4);

  private static ProgramAssert xdp(String source) {
    return assertThat(source).assembles().ofType(ProgramType.XDP);
  }

  @Test
  void whatIsRightIsAccepted() {
    xdp("r0 = 2; exit").isAcceptedBy(Kernel.values());
    assertThat("r1 = counts ll; r0 = 0; exit")
        .assembles()
        .withMap(COUNTS)
        .isAcceptedBy(Kernel.V6_1, Kernel.V6_18);
  }

  @BpfTest
  void aRuleIsBrokenOnAnyEngine() {
    xdp("r2 = *(u32 *)(r1 + 0); r0 = *(u8 *)(r2 + 0); exit").isRejectedWith("packet-range");
  }

  @Test
  void whatIsWrongIsExplained() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> xdp("r0 = *(u32 *)(r1 + 24); exit").isAcceptedBy(Kernel.V6_1))
        .withMessageContaining("Expected Linux 6.1 to accept it")
        .withMessageContaining("error[context-access]");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> xdp("r0 = 2; exit").isRejectedWith("packet-range"))
        .withMessageContaining("Expected it to break the rule <packet-range>, but it is accepted");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> xdp("exit").isRejectedWith("packet-range"))
        .withMessageContaining("error[exit-value]");
  }

  @Test
  void whatIsNotKnownSkips() {
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(
            () ->
                // A call of a function of a kernel whose types are not here.
                assertThat(".raw 0x0000000100002085; r0 = 0; exit")
                    .assembles()
                    .isAcceptedBy(Kernel.V6_1))
        .withMessageContaining("is not known");
  }
}
