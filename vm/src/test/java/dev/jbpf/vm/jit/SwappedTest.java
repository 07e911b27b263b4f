package dev.jbpf.vm.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jumps behind a swap of bytes compare as they do in the interpreter. */
class SwappedTest {
  private static final long[] VALUES = {
    0,
    1,
    7,
    8,
    0x0700,
    0x0800,
    0x0007_0000,
    0x7856_3412,
    0x1234_5678,
    0xffff,
    0xffff_ffffL,
    -1,
    0x8000,
    0x80,
    0x8000_0000L,
    Long.MIN_VALUE,
    0x0700_0000_0000_0000L,
    0x1122_3344_5566_7788L,
  };

  private static LoadedProgram load(String source, Engine engine) {
    Program program = Assembler.assemble(source).program().orElseThrow();
    return Vm.load(program, VmOptions.DEFAULT.withEngine(engine));
  }

  private static void assertAgreement(String source) {
    LoadedProgram interpreted = load(source, Engine.INTERPRETER);
    LoadedProgram compiled = load(source, Engine.JIT);
    for (long value : VALUES) {
      byte[] memory =
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
      assertThat(compiled.run(memory))
          .as("%s of 0x%x", source, value)
          .isEqualTo(interpreted.run(memory));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"be16", "be32", "be64", "bswap16", "bswap32", "bswap64", "le16"})
  void everyComparison(String swap) {
    for (String comparison : new String[] {"r4 ==", "r4 !=", "r4 &", "r4 >", "w4 ==", "w4 &"}) {
      for (int constant : new int[] {0, 7, 8, 0x800, 0x7_0000, 0x1234_5678, -1, 1 << 31, 0x80}) {
        assertAgreement(
            """
            r0 = 0
            r4 = *(u64 *)(r1 + 0)
            r4 = %s r4
            if %s %d goto taken
            r0 = 1
            taken: r4 += r0
            r0 = r4
            exit
            """
                .formatted(swap, comparison, constant));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "two jumps, if r4 == 7 goto taken; if r4 == 8 goto taken",
    "a change between, if r4 == 7 goto taken; r4 += 1; if r4 == 8 goto taken",
    "a load between, if r4 == 7 goto taken; r4 = *(u16 *)(r1 + 0); if r4 == 8 goto taken",
    "another register, r5 = r2; r4 = be16 r4; if r5 == 8 goto taken",
    "a jump over it, r4 += 1; if r2 == 8 goto test; r4 = be16 r4; test: if r4 == 8 goto taken",
    "a loop, r3 = 3; again: r4 = be16 r4; if r4 == 8 goto taken; r3 += -1; if r3 != 0 goto again",
    "a loop that skips, r3 = 3; again: r4 += 1; if r3 == 2 goto on; r4 = be16 r4; on: if r4 == 8 "
        + "goto taken; r3 += -1; if r3 != 0 goto again",
    "a loop that adds, r3 = 3; again: r4 = be16 r4; if r4 == 8 goto on; r5 += 1; on: if r4 == 7 "
        + "goto taken; r3 += -1; if r3 != 0 goto again",
    "a loop at the end, r3 = 3; again: if r4 == 8 goto on; r5 += 2; r5 *= 3; on: r4 += 1; "
        + "r3 += -1; r4 = be16 r4; if r3 != 0 goto again; goto taken",
  })
  void onlyWhatFollowsAtOnce(String what, String source) {
    String lines = "r4 = *(u64 *)(r1 + 0)\nr4 = be16 r4\n" + source.replace("; ", "\n") + "\n";
    String end = "taken: r0 += r4\nr0 += r5\nexit\n";
    boolean isLast = what.endsWith("end");
    assertAgreement(isLast ? "goto first\n" + end + "first: " + lines : lines + "r0 = 1\n" + end);
  }
}
