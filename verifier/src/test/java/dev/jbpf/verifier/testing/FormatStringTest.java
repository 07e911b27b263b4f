package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats that {@code bpf_snprintf} takes: as the table says, and as the kernel that runs. */
class FormatStringTest {
  private static final String PROGRAM =
      """
      .section .rodata
      format: .asciz "%s"
      .section tc
      main:
        r0 = 0
        *(u64 *)(r10 - 8) = r0
        *(u64 *)(r10 - 16) = r0
        *(u64 *)(r10 - 24) = r0
        r1 = r10
        r1 += -64
        r2 = 32
        r3 = format ll
        r4 = r10
        r4 += -24
        r5 = %d
        call bpf_snprintf
        r0 = 0
        exit
      .section license
      .asciz "GPL"
      """;

  /** Behind a percent sign: flags and widths, all letters, what follows a conversion. */
  private static final List<String> PARTS =
      List.of(
          "d",
          "i",
          "u",
          "x",
          "X",
          "ld",
          "lld",
          "llld",
          "lu",
          "li",
          "lX",
          "hd",
          "zu",
          "o",
          "n",
          "f",
          "c",
          "lc",
          "5c",
          "s",
          "5s",
          "-5s",
          "ls",
          "sx",
          "s,",
          "s x",
          "s5",
          "p",
          "5p",
          "p,",
          "p ",
          "pa",
          "p5",
          "px",
          "pK",
          "pKx",
          "ps",
          "psx",
          "pS",
          "pB",
          "pBx",
          "pI4",
          "pi6",
          "pI5",
          "pI",
          "pI4x",
          "pI4,",
          "pks",
          "pus",
          "pksx",
          "pks.",
          "pk",
          "pu",
          "pKs",
          "p%",
          "%",
          "5%",
          "%%d",
          " d",
          "+d",
          "-d",
          "0d",
          "05d",
          "5d",
          "15d",
          "-+0 5d",
          "5-d",
          "+05x",
          "*d",
          ".3d",
          "5.3d",
          "#x",
          "'d",
          "l",
          "",
          " ",
          "d%",
          "d%d",
          "d%d%d",
          "d%d%d%d",
          "d%%%d",
          "\\\\n",
          "\\\\t",
          "d\\\\n",
          "d\\\\001",
          "d\\\\200",
          "pR",
          "pf",
          "pX",
          "pd",
          "pV");

  private static byte[] object(String format, int bytes) {
    return Assembler.assemble(
            PROGRAM.formatted(format, bytes).getBytes(StandardCharsets.UTF_8),
            "format.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT))
        .object()
        .orElseThrow(() -> new AssertionError(format))
        .toBytes();
  }

  private static Verdict said(byte[] bytes) {
    BpfObjectFile object = BpfObjectFile.read(bytes);
    ObjectProgram program = object.programs().get(0);
    return Verifier.of(AskedKernel.RUNNING)
        .verify(
            Subjects.of(
                object,
                object.linker(CoreTypes.own()).link(program),
                program.kind().orElseThrow()));
  }

  private static boolean isTaken(byte[] bytes) {
    try {
      BpfObject.open("format", bytes).load().close();
      return true;
    } catch (SyscallException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %sx      | 8  | has no conversion that kernels know at index 0
          a %pI4 %q| 24 | has no conversion that kernels know at index 7
          %d %d    | 8  | takes 2 arguments, given are 1
          %d       | 12 | the arguments have 12 bytes
          """)
  void whatIsWrongIsSaid(String format, int bytes, String message) {
    assertThat(said(object(format, bytes)))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> assertThat(rejected.finding().toString()).contains(message));
  }

  @Test
  @KernelTest
  void formatsAreThoseOfTheKernel() {
    AskedKernel.require();
    List<String> different = new ArrayList<>();
    int taken = 0;
    for (String part : PARTS) {
      for (int bytes : List.of(8, 24)) {
        byte[] object = object("a%" + part, bytes);
        boolean isTaken = isTaken(object);
        taken += isTaken ? 1 : 0;
        Verdict verdict = said(object);
        if (verdict instanceof Verdict.Undecided
            || verdict instanceof Verdict.Accepted != isTaken) {
          different.add("%" + part + " " + bytes + ": kernel " + isTaken + ", " + verdict);
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(taken).isBetween(PARTS.size() / 2, 2 * PARTS.size());
  }
}
