package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Instructions that no compiler and no kernel of this machine knows; numbers of uapi/linux/bpf.h.
 */
class LaterInstructionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gotox r3 | 0d03000000000000 | GOTOX",
        "gotox %r3 | 0d03000000000000 | GOTOX",
        "BPF_JMP_REG_A(BPF_REG_3), | 0d03000000000000 | GOTOX",
        "goto_or_nop +2 | e510020000000000 | GOTO_OR_NOP",
        "BPF_GOTO_OR_NOP(2), | e510020000000000 | GOTO_OR_NOP",
      })
  void theirBytes(String text, String hex, Op op) {
    Program program =
        Assembler.assemble(text + "\n" + "r0 = 0\n".repeat(3)).program().orElseThrow();
    byte[] bytes = program.toBytes(ByteOrder.LITTLE_ENDIAN);
    assertThat(HexFormat.of().formatHex(bytes, 0, 8)).isEqualTo(hex);
    assertThat(program.opAt(0)).contains(op);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LLVM | gotox r3 | goto_or_nop",
        "GNU | gotox %r3 | goto_or_nop",
        "MACRO | BPF_JMP_REG_A(BPF_REG_3) | BPF_GOTO_OR_NOP",
      })
  void printedTheyAreWhatTheyWere(Dialect dialect, String first, String second) {
    Program program =
        Program.decode(
            HexFormat.of()
                .parseHex("0d03000000000000e5100100000000009500000000000000" + "9500000000000000"),
            ByteOrder.LITTLE_ENDIAN);
    String text = Disassembler.text(program, dialect);
    assertThat(text).contains(first, second);
    assertThat(Assembler.assemble(text).program().orElseThrow().toBytes(ByteOrder.LITTLE_ENDIAN))
        .isEqualTo(program.toBytes(ByteOrder.LITTLE_ENDIAN));
  }

  @Test
  void kernelsBefore619HaveNoneOfThem() {
    assertThat(TargetMachine.ANY.kernel(new KernelVersion(6, 18)).supports(Op.GOTOX)).isFalse();
    assertThat(TargetMachine.ANY.kernel(new KernelVersion(6, 19)).supports(Op.GOTOX)).isTrue();
    assertThat(TargetMachine.ANY.kernel(new KernelVersion(7, 1)).supports(Op.GOTO_OR_NOP))
        .isFalse();
    assertThat(TargetMachine.ANY.cpu(IsaVersion.V3).supports(Op.GOTOX)).isFalse();
  }
}
