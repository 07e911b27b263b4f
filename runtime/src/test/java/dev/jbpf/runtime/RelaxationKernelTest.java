package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs that the kernel loads although jumps in them go further than 16 bits say, and runs to
 * the value that the source says.
 */
@KernelTest
class RelaxationKernelTest {
  /**
   * What the body repeats: of 112 slots, so that steps of far jumps, at multiples of 16,000 slots,
   * come to lie in the middle of the wide instruction, and behind the jump, where only they would
   * be reached.
   */
  private static final String UNIT =
      """
      .rept 38
      r0 += 1
      .endr
      goto +0
      .rept 15
      r0 += 1
      .endr
      r7 = 0x100000001 ll
      .rept 56
      r0 += 1
      .endr
      """;

  private static final int UNIT_SLOTS = 112;
  private static final int UNIT_SUM = 109;

  /** Around the body: jumps across all of it, with a condition and without, there and back. */
  private static final String BEFORE =
      """
      r6 = *(u32 *)(r1 + skb.len)
      r0 = 0
      if r6 > 100 goto body
      goto end
      middle:
      r0 += 100000
      if r6 & 1 goto last
      if r6 == 20 goto last
      r0 += 200000
      exit
      body:
      """;

  private static final String AFTER =
      """
      end:
      r0 += 300000
      if r6 < 30 goto middle
      r0 += 400000
      goto middle
      last:
      r0 += 500000
      exit
      """;

  private static final int AROUND = 9 + 6;

  private static String source(int body) {
    int units = body / UNIT_SLOTS;
    return BEFORE
        + ".rept "
        + units / 2
        + "\n"
        + UNIT
        + ".endr\n"
        + "if r6 s> 200 goto middle\n"
        + ".rept "
        + (units - units / 2 - 1)
        + "\n"
        + UNIT
        + ".endr\n"
        + ".rept "
        + (body - 1 - (units - 1) * UNIT_SLOTS)
        + "\nr0 += 1\n.endr\n"
        + AFTER;
  }

  /** What the source above returns for a packet of that length. */
  private static long expected(int body, int length) {
    int units = body / UNIT_SLOTS;
    boolean isHalf = length > 200;
    long sum = 0;
    if (length > 100) {
      sum += (long) units / 2 * UNIT_SUM;
      sum += isHalf ? 0 : (long) (units - units / 2 - 1) * UNIT_SUM;
      sum += isHalf ? 0 : body - 1 - (units - 1) * UNIT_SLOTS;
    }
    sum += isHalf ? 0 : 300_000 + (length < 30 ? 0 : 400_000);
    return sum + 100_000 + (length % 2 == 1 || length == 20 ? 500_000 : 200_000);
  }

  /** The first two are as long as that in all; the others have bodies so long. */
  @ParameterizedTest
  @CsvSource({"32752", "32753", "32767", "32768", "200000"})
  void jumpsOfAnyDistanceArrive(int body) {
    for (IsaVersion cpu : new IsaVersion[] {IsaVersion.V3, IsaVersion.V4}) {
      Program program = assemble(source(body), cpu);
      boolean isFar = body > Short.MAX_VALUE - 10;
      assertThat(program.size() > body + AROUND).as("relaxed").isEqualTo(isFar);
      assertThat(hasGotol(program)).isEqualTo(isFar && cpu == IsaVersion.V4);
      try (var loaded = Bpf.load(ProgramSpec.of("far", ProgramType.SCHED_CLS, program))) {
        for (int length : new int[] {14, 15, 20, 30, 31, 101, 102, 201, 202}) {
          TestRunResult result = loaded.testRun(TestRun.onPacket(new byte[length]));
          assertThat(result.returnValue())
              .as("%s, %s, %s bytes", body, cpu, length)
              .isEqualTo(expected(body, length));
        }
      }
    }
  }

  private static boolean hasGotol(Program program) {
    return IntStream.range(0, program.size())
        .anyMatch(slot -> Op.of(program.word(slot)).filter(Op.GOTOL::equals).isPresent());
  }

  private static Program assemble(String source, IsaVersion cpu) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8), "far.s", AssemblerOptions.DEFAULT.cpu(cpu));
    assertThat(assembly.report()).isEmpty();
    return assembly.program().orElseThrow();
  }
}
