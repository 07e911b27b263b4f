package dev.jbpf.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.testing.ClassicMachine;
import dev.jbpf.testing.ClassicRows;
import dev.jbpf.testing.Vectors;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What the kernel's {@code bpf_asm} makes of sources, and its own tests' programs. */
class VectorsTest {
  /** What {@code bpf_asm} refuses, and this assembler takes: why it is right to. */
  private static final Map<String, String> TAKEN =
      Map.ofEntries(
          Map.entry("  # get a random", "a comment may be indented"),
          Map.entry("ldh [x+14]", "'+14' is not one number behind x"),
          Map.entry("ldh [%x+14]", "'+14' is not one number behind x"),
          Map.entry("ld [%x+14]", "'+14' is not one number behind x"),
          Map.entry("jeq #0, L\n", "a label may have one letter"),
          Map.entry("jeq #0, ret", "a label may be named as an instruction"),
          Map.entry("aa: bb: ret", "a place may have two labels"),
          Map.entry("# trailing", "a comment may stand behind an instruction"),
          Map.entry("\r\n", "lines may end as Windows ends them"),
          Map.entry("#-0x1", "a hexadecimal number may be negative"));

  /** What {@code bpf_asm} takes and spoils, and this assembler refuses: the code of the error. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "ret #4294967296", "imm-range",
          "ret #99999999999", "imm-range",
          "aa: ret #1\naa: ret #2", "label-duplicate");

  private static ClassicAssembly assemble(String source) {
    return ClassicAssembler.assemble(source.getBytes(StandardCharsets.UTF_8), "filter.bpf");
  }

  private static boolean isAny(Set<String> pieces, String source) {
    return pieces.stream().anyMatch(source::contains);
  }

  @Test
  void everySourceGivesTheOutputOfBpfAsm() {
    List<Map<String, Object>> rows = Vectors.rows("classic_asm.jsonl");
    SoftAssertions soft = new SoftAssertions();
    for (Map<String, Object> row : rows) {
      String source = (String) row.get("src");
      ClassicAssembly assembly = assemble(source);
      String what = source.substring(0, Math.min(200, source.length()));
      if (isAny(REFUSED.keySet(), source)) {
        soft.assertThat(assembly.program()).as(what).isEmpty();
      } else if (row.get("rc").equals(0L)) {
        soft.assertThat(assembly.hasErrors()).as(what + assembly.report()).isFalse();
        assembly.program().ifPresent(program -> compare(soft, row, program, what));
      } else {
        soft.assertThat(assembly.program().isPresent())
            .as(what)
            .isEqualTo(isAny(TAKEN.keySet(), source));
      }
    }
    soft.assertThat(rows).hasSizeGreaterThanOrEqualTo(179);
    soft.assertAll();
  }

  private static void compare(
      SoftAssertions soft, Map<String, Object> row, ClassicProgram program, String what) {
    soft.assertThat(ClassicPrinter.decimal(program)).as(what).isEqualTo(row.get("stdout"));
    soft.assertThat(ClassicPrinter.cArray(program)).as(what).isEqualTo(row.get("stdout_c"));
    soft.assertThat(program.toBytes(ByteOrder.LITTLE_ENDIAN))
        .as(what)
        .isEqualTo(Vectors.bytes(row.get("insns")));
  }

  @Test
  void whatBpfAsmSpoilsIsAnError() {
    REFUSED.forEach(
        (source, code) ->
            assertThat(assemble(source + "\n").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(code));
  }

  @Test
  void allOutputsAreReadAgain() {
    for (Map<String, Object> row : Vectors.rows("classic_asm.jsonl")) {
      if (row.get("rc").equals(0L)) {
        ClassicProgram program =
            ClassicProgram.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
        assertThat(assemble((String) row.get("stdout")).program()).contains(program);
        assertThat(assemble((String) row.get("stdout_c")).program()).contains(program);
        assertThat(assemble(ClassicPrinter.source(program)).program()).contains(program);
      }
    }
  }

  @Test
  void theKernelsTestProgramsAreTakenOrRefusedAsTheKernelDoes() {
    for (Map<String, Object> row : Vectors.rows("test_bpf.jsonl")) {
      if (row.get("type").equals("CLASSIC")) {
        byte[] bytes = Vectors.bytes(row.get("insns"));
        ClassicProgram program = ClassicProgram.decode(bytes, ByteOrder.LITTLE_ENDIAN);
        assertThat(program.toBytes(ByteOrder.LITTLE_ENDIAN)).isEqualTo(bytes);
        assertThat(program.check().isEmpty())
            .as("%s %s", row.get("id"), program.check())
            .isEqualTo(row.get("expected_errcode") == Vectors.NULL);
        assertThat(assemble(ClassicPrinter.source(program)).program()).contains(program);
      }
    }
  }

  @Test
  void theManualsMachineGivesTheResultsOfTheKernelsTests() {
    int runs = 0;
    for (Map<String, Object> row : ClassicRows.accepted()) {
      ClassicProgram program = ClassicRows.program(row);
      if (!ClassicRows.needsKernel(program)) {
        for (ClassicRows.Run run : ClassicRows.runs(row)) {
          assertThat(ClassicMachine.run(program, run.packet()))
              .as("%s, %d bytes", row.get("id"), run.packet().data().length)
              .isEqualTo(run.result());
          runs++;
        }
      }
    }
    assertThat(runs).isGreaterThan(60);
  }
}
