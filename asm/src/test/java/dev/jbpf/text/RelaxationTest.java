package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelaxationTest {
  /** Jumps across all of the program, forward and back, on a condition that has no opposite too. */
  private static final String FAR =
      """
      r0 = 0
      goto end
      middle:
      r0 += 1
      if r0 & 1 goto last
      r0 += 100
      exit
      .rept %d
      r0 += 7
      .endr
      end:
      r0 += 10
      if r0 == 10 goto middle
      exit
      last: r0 += 1000
      exit
      """;

  private static final int RESULT = 1011;

  @ParameterizedTest
  @CsvSource({"100", "32755", "32760", "32767", "32768", "200000"})
  void jumpsAcrossAnyDistanceArrive(int distance) {
    for (IsaVersion cpu : IsaVersion.values()) {
      Program program = assemble(String.format(FAR, distance), AssemblerOptions.DEFAULT.cpu(cpu));
      assertThat(run(program)).as(cpu + " " + distance).isEqualTo(RESULT);
    }
  }

  @Test
  void whatFitsIsLeftAlone() {
    Program program = assemble(String.format(FAR, 32_700), AssemblerOptions.DEFAULT);
    assertThat(program.size()).isEqualTo(32_711);
  }

  /** Only the few instructions that the source above uses. */
  private static long run(Program program) {
    long r0 = 0;
    int at = 0;
    for (int steps = 0; steps < 1_000_000; steps++) {
      long word = program.word(at++);
      int imm = Words.imm(word);
      switch (Op.of(word).orElseThrow()) {
        case MOV_IMM -> r0 = imm;
        case ADD_IMM -> r0 += imm;
        case JA -> at += Words.off(word);
        case GOTOL -> at += imm;
        case JSET_IMM -> at += (r0 & imm) != 0 ? Words.off(word) : 0;
        case JEQ_IMM -> at += r0 == imm ? Words.off(word) : 0;
        case JNE_IMM -> at += r0 != imm ? Words.off(word) : 0;
        case EXIT -> {
          return r0;
        }
        default -> throw new AssertionError(Long.toHexString(word));
      }
    }
    throw new AssertionError("no end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1 | if r1 < r2 goto +0       | if r2 > r1 goto +0",
        "v1 | if r1 s<= 5 goto +0      | if r1 s> 5 goto +1; goto +0",
        "v3 | r1 = (s8)r2              | r1 = r2; r1 <<= 56; r1 s>>= 56",
        "v3 | w1 = (s16)w2             | w1 = w2; w1 <<= 16; w1 s>>= 16",
        "v3 | r1 = *(s32 *)(r2 - 4)    | r1 = *(u32 *)(r2 - 4); r1 <<= 32; r1 s>>= 32",
        "v3 | r3 = bswap32 r3          | r3 = be32 r3",
        "v3 | gotol +0                 | goto +0",
        "v1 | if r1 < 5 goto x; r0 = (s8)r0; x: exit |" + "if r1 >= 5 goto +1; goto +0; exit",
      })
  void whatTheTargetLacksIsWrittenWithOlderInstructions(String cpu, String source, String same) {
    AssemblerOptions target =
        AssemblerOptions.DEFAULT.cpu(IsaVersion.valueOf(cpu.toUpperCase(java.util.Locale.ROOT)));
    if (source.contains("x:")) {
      Program program = assemble(source, target);
      assertThat(program.size()).isEqualTo(6);
      assertThat(Words.off(program.word(1))).isEqualTo((short) 3);
      return;
    }
    assertThat(assemble(source, target)).isEqualTo(assemble(same, AssemblerOptions.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r1 s/= r2", "if w1 == 5 goto +0", "lock *(u64 *)(r1 + 0) |= r2"})
  void whatNothingOlderDoesIsAnError(String source) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8),
            "x.s",
            AssemblerOptions.DEFAULT.kernel(new KernelVersion(4, 19)));
    assertThat(assembly.report()).contains("error[target]").contains("a kernel from");
  }

  private static Program assemble(String source, AssemblerOptions options) {
    Assembly assembly = Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "x.s", options);
    assertThat(assembly.report()).isEmpty();
    return assembly.program().orElseThrow();
  }
}
