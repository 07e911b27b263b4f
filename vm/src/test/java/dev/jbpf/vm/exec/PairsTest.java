package dev.jbpf.vm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.text.Assembler;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Allowance;
import dev.jbpf.vm.memory.PacketLayout;
import dev.jbpf.vm.memory.PacketMemory;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instructions that run as one give what they give one after the other. */
class PairsTest {
  private static final String BEFORE =
      "r3 = *(u64 *)(r1 + 0)\nr4 = *(u64 *)(r1 + 8)\nr5 = *(u64 *)(r1 + 16)\n";
  private static final String AFTER = "\nr0 = r3\nexit\ntaken: r0 = r3\nr0 += 1\nexit";
  private static final int SMALL = 3;
  private static final long BUDGET = 10;

  private static MicroCode decode(String source) {
    return MicroCode.decode(Assembler.assemble(source).program().orElseThrow(), new OneHelper());
  }

  /** {@return r0 or the fault, and what is left of the budget} */
  private static String run(Interpreter interpreter, byte[] memory) {
    EngineState machine =
        new EngineState(
            new AddressSpace(new Allowance(1 << 20)),
            (call, map, index) -> Optional.empty(),
            interpreter);
    machine.configure(BUDGET, 0);
    machine.packet().set("memory", memory.clone(), PacketLayout.ETHERNET, PacketMemory.NOBODY);
    machine.give(PacketMemory.base(), memory.length);
    try {
      long r0 = interpreter.run(machine, machine.argument);
      return r0 + ", budget " + machine.budget;
    } catch (VmFault fault) {
      return fault.getMessage() + ", budget " + machine.budget;
    }
  }

  /** Some accesses are outside of memory, and some loops need more than the budget. */
  @ParameterizedTest
  @CsvSource({
    "90, r3 = r4; r3 += r5",
    "90, r3 = r4; r3 += -8",
    "90, r3 = r4; r3 += r3",
    "91, r3 &= r4; r3 <<= r5",
    "91, r3 &= 15; r3 <<= 2",
    "92, r3 += r4; if r3 != r5 goto taken",
    "92, r3 += r4; if r3 != r3 goto taken",
    "93, r3 += r4; if r3 < r5 goto taken",
    "92, r3 &= 3; r5 &= 3; again: r3 += -1; if r3 != r5 goto again",
    "93, r3 &= 3; r5 &= 3; again: r3 += 1; if r3 < r5 goto again",
    "77, r5 &= 3; r5 <<= 4; r6 = r1; r6 += r5; r3 = *(u8 *)(r6 + 3); if r3 == 2 goto taken",
    "78, r5 &= 3; r5 <<= 4; r6 = r1; r6 += r5; r3 = *(u8 *)(r6 + 3); if r3 != 2 goto taken",
    "79, r5 &= 3; r5 <<= 4; r6 = r1; r6 += r5; r3 = *(u16 *)(r6 + 3); r3 = be16 r3",
    "80, r5 &= 3; r5 <<= 4; r6 = r1; r6 += r5; r3 = *(u32 *)(r6 + 3); r3 = be32 r3",
    "77, r3 = *(u8 *)(r1 + 3); if r3 == 2 goto taken",
    "78, r3 = *(u8 *)(r1 + 3); if r3 != 2 goto taken",
    "79, r3 = *(u16 *)(r1 + 3); r3 = be16 r3",
    "80, r3 = *(u32 *)(r1 + 3); r3 = be32 r3",
  })
  void aPairDoesWhatItsTwoInstructionsDo(int pair, String source) {
    MicroCode code = decode(BEFORE + source.replace(';', '\n') + AFTER);
    assertThat(Arrays.stream(Pairs.of(code.words())).mapToInt(MicroCode::micro)).contains(pair);
    Random random = new Random(1);
    byte[] memory = new byte[24];
    for (int i = 0; i < 1_000; i++) {
      for (int at = 0; at < memory.length; at++) {
        memory[at] = (byte) random.nextInt(SMALL);
      }
      assertThat(run(new Interpreter(code), memory))
          .as("%s", Arrays.toString(memory))
          .isEqualTo(run(new Interpreter(code, code.words()), memory));
    }
  }

  @Test
  void aJumpToTheSecondOfAPairRunsThatOnly() {
    MicroCode code =
        decode(
            """
            r0 = 5
            goto second
            r0 = r1
            second: r0 += 1
            exit
            """);
    assertThat(run(new Interpreter(code), new byte[8])).startsWith("6,");
  }
}
