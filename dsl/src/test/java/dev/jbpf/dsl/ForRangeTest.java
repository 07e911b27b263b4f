package dev.jbpf.dsl;

import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop over numbers in each of its forms. */
class ForRangeTest {
  private static final Target FILTER = Target.of(ProgramType.SOCKET_FILTER);

  /** Sums 2 to 9 without 4, up to the first sum above 20. */
  private static void sum(ProgramBuilder b, LoopForm form) {
    b.mov(R7, 0)
        .forRange(
            form,
            R6,
            2,
            10,
            LoopRegisters.at(-8, R7),
            t -> t.continueIf(R6.eq(4)).add(R7, R6).breakIf(R7.gt(20)))
        .mov(R0, R7)
        .exit();
  }

  private static int sumInJava() {
    int sum = 0;
    for (int i = 2; i < 10; i++) {
      if (i == 4) {
        continue;
      }
      sum += i;
      if (sum > 20) {
        break;
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(LoopForm.class)
  @KernelTest
  void eachFormDoesTheSameInTheKernel(LoopForm form) {
    Program program = program(FILTER, b -> sum(b, form));
    try (KernelProgram loaded =
        Bpf.load(ProgramSpec.of("sum", ProgramType.SOCKET_FILTER, program))) {
      assertThat(loaded.testRun(TestRun.onPacket(new byte[64])).returnValue())
          .isEqualTo(sumInJava());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 19, UNROLLED",
    "5, 2, UNROLLED",
    "5, 3, BOUNDED",
    "5, 16, BOUNDED",
    "6, 1, HELPER"
  })
  void theKernelDecides(int major, int minor, LoopForm form) {
    Target target = FILTER.since(major, minor);
    Program program =
        program(
            target,
            b ->
                b.mov(R7, 0)
                    .forRange(R6, 0, 3, LoopRegisters.at(-8, R7), t -> t.add(R7, R6))
                    .mov(R0, R7)
                    .exit());
    Program same =
        program(
            b ->
                b.mov(R7, 0)
                    .forRange(form, R6, 0, 3, LoopRegisters.at(-8, R7), t -> t.add(R7, R6))
                    .mov(R0, R7)
                    .exit());
    assertThat(program).isEqualTo(same);
    assertThat(LoopForm.of(Target.ANY)).isEqualTo(LoopForm.BOUNDED);
  }

  private static void assertSame(Consumer<ProgramBuilder> loop, Consumer<ProgramBuilder> byHand) {
    assertThat(program(loop).elements()).isEqualTo(program(byHand).elements());
  }

  @Test
  void unrolledItIsTheBodyAgainAndAgain() {
    assertSame(
        b -> sum(b, LoopForm.UNROLLED),
        b -> {
          b.mov(R7, 0);
          for (int i = 2; i < 10; i++) {
            b.mov(R6, i).jeq(R6, 4, "next" + i).add(R7, R6).jgt(R7, 20, "end").label("next" + i);
          }
          b.label("end").mov(R0, R7).exit();
        });
  }

  @Test
  void boundedItJumpsBack() {
    assertSame(
        b -> sum(b, LoopForm.BOUNDED),
        b ->
            b.mov(R7, 0)
                .mov(R6, 2)
                .label("top")
                .jeq(R6, 4, "next")
                .add(R7, R6)
                .jgt(R7, 20, "end")
                .label("next")
                .add(R6, 1)
                .jslt(R6, 10, "top")
                .label("end")
                .mov(R0, R7)
                .exit());
  }

  @Test
  void theHelperCallsTheBody() {
    assertSame(
        b -> sum(b, LoopForm.HELPER),
        b ->
            b.mov(R7, 0)
                .stxdw(R10, -8, R7)
                .mov(R1, 8)
                .lddwFunc(R2, "body")
                .mov(R3, R10)
                .add(R3, -8)
                .mov(R4, 0)
                .call(181)
                .ldxdw(R7, R10, -8)
                .mov(R0, R7)
                .exit()
                .label("body")
                .stxdw(R10, -8, R2)
                .mov(R6, R1)
                .add(R6, 2)
                .ldxdw(R7, R2, 0)
                .jeq(R6, 4, "next")
                .add(R7, R6)
                .jgt(R7, 20, "end")
                .label("next")
                .mov(R0, 0)
                .ja("leave")
                .label("end")
                .mov(R0, 1)
                .label("leave")
                .ldxdw(R2, R10, -8)
                .stxdw(R2, 0, R7)
                .exit());
  }

  @Test
  void whatIsNotNeededIsNotThere() {
    assertSame(
        b -> b.forRange(LoopForm.HELPER, R6, 0, 4, LoopRegisters.NOTHING, t -> t.call(5)).exit(),
        b ->
            b.mov(R1, 4)
                .lddwFunc(R2, "body")
                .mov(R3, 0)
                .mov(R4, 0)
                .call(181)
                .exit()
                .label("body")
                .mov(R6, R1)
                .call(5)
                .mov(R0, 0)
                .exit());
    assertSame(
        b -> b.forRange(LoopForm.HELPER, R6, 4, 4, LoopRegisters.NOTHING, t -> t.call(5)).exit(),
        b -> b.exit());
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopRegisters.at(-8, R5))
        .withMessage("r5 is not kept by calls: r6 to r9 are");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopRegisters.at(-8, R7, R8))
        .withMessage("offset is -8, must be a multiple of 8 of at most -16");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                program(
                    b ->
                        b.forRange(
                            LoopForm.HELPER,
                            R6,
                            0,
                            1 << 24,
                            LoopRegisters.NOTHING,
                            t -> t.mov(R0, 0))))
        .withMessage("16777216 rounds, bpf_loop makes at most 8388608");
  }
}
