package dev.jbpf.runtime.attach.usdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.kernel.PtRegs;
import dev.jbpf.runtime.attach.usdt.ProbeArgument.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operands as assemblers write them. Offsets are those of {@code struct pt_regs} in the headers. */
class ProbeArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X86_64 | -4@$-7                | CONSTANT | -7   | 0   | 0   | 0 | 4 | true
          X86_64 | 8@$0x10               | CONSTANT | 16   | 0   | 0   | 0 | 8 | false
          X86_64 | 8@%rax                | REGISTER | 0    | 80  | 0   | 0 | 8 | false
          X86_64 | -1@%r15b              | REGISTER | 0    | 0   | 0   | 0 | 1 | true
          X86_64 | 2@%sp                 | REGISTER | 0    | 152 | 0   | 0 | 2 | false
          X86_64 | -4@-1204(%rbp)        | MEMORY   | -1204| 32  | 0   | 0 | 4 | true
          X86_64 | 8@(%rdi)              | MEMORY   | 0    | 112 | 0   | 0 | 8 | false
          X86_64 | 4@16(%r8,%rcx,4)      | INDEXED  | 16   | 72  | 88  | 2 | 4 | false
          X86_64 | 4@(%r8,%rcx)          | INDEXED  | 0    | 72  | 88  | 0 | 4 | false
          X86_64 | -8@counter+8(%rip)    | MEMORY   | 108  | 128 | 0   | 0 | 8 | true
          ARM64  | -4@5                  | CONSTANT | 5    | 0   | 0   | 0 | 4 | true
          ARM64  | 8@x4                  | REGISTER | 0    | 32  | 0   | 0 | 8 | false
          ARM64  | -4@w30                | REGISTER | 0    | 240 | 0   | 0 | 4 | true
          ARM64  | 8@[sp]                | MEMORY   | 0    | 248 | 0   | 0 | 8 | false
          ARM64  | -8@[x29, -16]         | MEMORY   | -16  | 232 | 0   | 0 | 8 | true
          ARM64  | 4@[x0, x1, lsl 2]     | INDEXED  | 0    | 0   | 8   | 2 | 4 | false
          """)
  void oneArgument(
      PtRegs machine,
      String text,
      Kind kind,
      long value,
      int register,
      int index,
      int shift,
      int bytes,
      boolean isSigned) {
    assertThat(parse(machine, text))
        .containsExactly(
            new ProbeArgument(kind, value, register, index, shift, bytes, isSigned));
  }

  @Test
  void several() {
    assertThat(parse(PtRegs.X86_64, "-4@%eax 8@8(%rsp,%rdi,8)  1@$0"))
        .extracting(ProbeArgument::kind)
        .containsExactly(Kind.REGISTER, Kind.INDEXED, Kind.CONSTANT);
    assertThat(parse(PtRegs.ARM64, "8@[sp, 12] -4@w0 4@[x0,x1]"))
        .extracting(ProbeArgument::kind)
        .containsExactly(Kind.MEMORY, Kind.REGISTER, Kind.INDEXED);
    assertThat(parse(PtRegs.X86_64, "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X86_64 | 8@%xmm0          | '8@%xmm0' of '8@%xmm0' is in a register that programs cannot read
          X86_64 | 3@%eax           | is no number of 1, 2, 4 or 8 bytes
          X86_64 | 4f@%xmm1         | is no number of 1, 2, 4 or 8 bytes
          X86_64 | 4@(%rax,%rbx,3)  | is scaled by 3, must be 1, 2, 4 or 8
          X86_64 | 4@%eax 4@nothing | argument '4@nothing' of '4@%eax 4@nothing' is none that programs can read
          X86_64 | 4@gone(%rip)     | is at a symbol that the file does not have
          X86_64 | 4@table(%rax)    | is at an address that is not known before it runs
          ARM64  | 4@x31            | is in a register that programs cannot read
          S390X  | 4@%r2            | on x86-64 and arm64, not on S390X
          """)
  void unreadable(PtRegs machine, String text, String message) {
    assertThatThrownBy(() -> parse(machine, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.replaceAll("^'|'$", ""));
  }

  private static List<ProbeArgument> parse(PtRegs machine, String text) {
    return ProbeArguments.parse(
        machine, text, name -> name.equals("counter") ? Optional.of(100L) : Optional.empty());
  }
}
