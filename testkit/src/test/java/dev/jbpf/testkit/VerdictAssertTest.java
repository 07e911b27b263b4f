package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** By the type alone no kernel would take them. */
  @ParameterizedTest
  @ValueSource(strings = {"cgroup/connect4", "cgroup/getsockopt", "sk_lookup", "syscall", "xdp"})
  void sectionsSayWhereProgramsAreAttached(String section) {
    ProgramAssert text = assertThat("r0 = 1; exit").assembles();
    text.ofSection(section).isAcceptedBy(Kernel.V6_1, Kernel.V6_18);
    ProgramDef definition =
        ProgramDef.of("one", section, Assembler.assemble("r0 = 1; exit").program().orElseThrow());
    assertThat(definition).isAcceptedBy(Kernel.V6_18);
  }

  @ParameterizedTest
  @EnumSource(names = {"SK_LOOKUP", "SYSCALL", "NETFILTER"})
  void typesOfOnePlaceNeedNoSection(ProgramType type) {
    assertThat("r0 = 1; exit").assembles().ofType(type).isAcceptedBy(Kernel.V6_18);
  }

  /** The address of IPv6 is for programs of such sockets: our verifier knows, and the kernel. */
  @BpfTest
  void thePlaceDecidesWhatIsAllowed() {
    ProgramAssert text = assertThat("r1 = *(u32 *)(r1 + 8); r0 = 1; exit").assembles();
    text.ofSection("cgroup/connect6").isAcceptedBy(Kernel.V6_18);
    text.ofSection("cgroup/connect4").isRejectedWith("context-access");
  }

  @Test
  void aSectionThatNobodyKnowsIsRefused() {
    ProgramAssert text = assertThat("r0 = 1; exit").assembles();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text.ofSection("cgroup/conect4"))
        .withMessageContaining("cgroup/connect4");
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
