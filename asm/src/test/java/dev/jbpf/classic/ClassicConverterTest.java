package dev.jbpf.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.isa.Op;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicConverterTest {
  private static final int PROLOGUE = 3;

  private static Conversion convert(String source) {
    ClassicAssembly assembly =
        ClassicAssembler.assemble(source.getBytes(StandardCharsets.UTF_8), "c.bpf");
    return ClassicConverter.convert(assembly.program().orElseThrow());
  }

  private static List<String> text(String source) {
    Program program = convert(source).program().orElseThrow();
    List<String> lines = Disassembler.lines(program, Dialect.LLVM);
    assertThat(lines.subList(0, PROLOGUE)).containsExactly("w0 = 0", "w7 = 0", "r6 = r1");
    return lines.subList(PROLOGUE, lines.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ldh [12]           | r0 = *(u16 *)skb[12]",
        "ldb [x + 14]       | r0 = *(u8 *)skb[r7 + 14]",
        "ld [-2097152]      | r0 = *(u32 *)skb[-2097152]",
        "ld #len            | r0 = *(u32 *)(r6 + 0)",
        "ldx #len           | r7 = *(u32 *)(r6 + 0)",
        "ldx #0x80000000    | w7 = -2147483648",
        "ld #proto          | r0 = *(u32 *)(r6 + 16); r0 = be16 r0",
        "ld #rand           | call 7",
        "ld #cpu            | call 8",
        "ld [-4056]         | w0 ^= w7",
        "st M[0]            | *(u32 *)(r10 - 64) = r0",
        "stx M[15]          | *(u32 *)(r10 - 4) = r7",
        "add #-1            | w0 += -1",
        "neg                | w0 = -w0",
        "lsh x              | w0 <<= w7",
        "div x              | if r7 != 0 goto +2; w0 = 0; exit; w0 /= w7",
        "tax                | r7 = r0",
        "txa                | r0 = r7",
      })
  void anInstructionBecomes(String classic, String expected) {
    List<String> lines = text(classic + "\nret a\n");
    assertThat(String.join("; ", lines)).isEqualTo(expected + "; exit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jeq #1, l2          | if r0 == 1 goto +2",
        "jne #1, l2          | if r0 != 1 goto +2",
        "jle #1, l2          | if r0 <= 1 goto +2",
        "jlt x, l2           | if r0 < r7 goto +2",
        "jset #4, l1, l2     | if r0 & 4 goto +1; goto +2",
        "jeq #-1, l2         | w2 = -1; if r0 == r2 goto +2",
        "jgt #1, l2, l3      | if r0 <= 1 goto +2",
        "jgt #1, l2, l2      | w0 = 2",
      })
  void aJumpBecomes(String classic, String expected) {
    List<String> lines = text(classic + "\nl1: ret #1\nl2: ret #2\nl3: ret #3\n");
    assertThat(String.join("; ", lines)).startsWith(expected);
  }

  @Test
  void whatNothingLeadsToIsLeftOut() {
    assertThat(text("ja end\nld #1\nret #2\nend: ret #3\n")).containsExactly("w0 = 3", "exit");
  }

  @Test
  void slotsKnowTheLineOfTheSource() {
    Program program = convert("ldh [12]\n\nret a\n").program().orElseThrow();
    assertThat(program.origin(new Slot(PROLOGUE))).hasToString("c.bpf:1:1");
    assertThat(program.origin(new Slot(PROLOGUE + 1))).hasToString("c.bpf:3:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nla", "nlan", "poff", "hatype"})
  void whatOnlyTheKernelCanReadIsAnError(String name) {
    Conversion conversion = convert("ld #1\nld " + name + "\nld " + name + "\nret a\n");
    assertThat(conversion.hasErrors()).isTrue();
    assertThat(conversion.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "c.bpf:2:1: error[extension-kernel-only]: only the kernel can read `"
                + name
                + "`: eBPF programs cannot",
            "c.bpf:3:1: error[extension-kernel-only]: only the kernel can read `"
                + name
                + "`: eBPF programs cannot");
  }

  @Test
  void whatTheKernelRefusesIsNotConverted() {
    assertThat(convert("ld M[1]\nret a\n").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("scratch-unset");
  }

  @Test
  void theLongestProgramConverts() {
    String body = String.join("", Collections.nCopies(4093, "ldxb 4*([14]&0xf)\n"));
    Program program = convert("jset #1, far\n" + body + "far: ret #1\n").program().orElseThrow();
    assertThat(program.elementAt(new Slot(program.size() - 1)))
        .isInstanceOfSatisfying(Insn.class, insn -> assertThat(insn.op()).isEqualTo(Op.EXIT));
  }
}
