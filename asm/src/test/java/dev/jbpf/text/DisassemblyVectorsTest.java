package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.testing.Vectors;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What other disassemblers write for an instruction assembles to that instruction. */
class DisassemblyVectorsTest {
  private static final String FILE = "disasm.jsonl";

  /** Half an lddw, a register above 10, or a value in a field that must be zero. */
  private static final int RAW_ROWS = 20;

  @Test
  void everyRowPrintsAsTextThatReadsBack() {
    int raw = 0;
    for (Map<String, Object> row : Vectors.rows(FILE)) {
      Program program = Program.decode(Vectors.bytes(row.get("hex")), ByteOrder.LITTLE_ENDIAN);
      Printing.DIALECTS.forEach(dialect -> Printing.assertReadsBack(program, dialect));
      raw += isExact((String) row.get("hex"), insn -> false) ? 0 : 1;
    }
    assertThat(raw).as("rows that are no instruction").isEqualTo(RAW_ROWS);
  }

  @Test
  void whatLlvmObjdumpWritesAssemblesToTheBytes() {
    assertAssembles("llvm19_v4_alu32", DisassemblyVectorsTest::llvmLosesSomething, 2_300);
  }

  @Test
  void whatTheKernelWritesAssemblesToTheBytes() {
    assertAssembles("kernel618", DisassemblyVectorsTest::kernelLosesSomething, 1_400);
  }

  /** llvm-objdump 19 does not write src of calls, the value's offset of maps, imm of ld_ind. */
  private static boolean llvmLosesSomething(Insn insn) {
    return switch (insn.op()) {
      case CALL_LOCAL, CALL_KFUNC -> true;
      case LDINDB, LDINDH, LDINDW -> insn.imm() != 0;
      case LDDW_MAP_VALUE -> insn.imm() >>> 32 != 0;
      default -> false;
    };
  }

  /** The kernel writes a 64-bit constant as if it were one of 32, and of a kfunc nothing. */
  private static boolean kernelLosesSomething(Insn insn) {
    return insn.op() == Op.LDDW || insn.op() == Op.CALL_KFUNC;
  }

  private static void assertAssembles(String tool, Predicate<Insn> losesSomething, int atLeast) {
    int assembled = 0;
    for (Map<String, Object> row : Vectors.rows(FILE)) {
      String hex = (String) row.get("hex");
      if (row.get(tool) instanceof String text && isExact(hex, losesSomething)) {
        Assembly assembly = Assembler.assemble(text);
        assertThat(assembly.report()).as("%s: %s", hex, text).isEmpty();
        assertThat(hex(assembly.program().orElseThrow())).as(text).isEqualTo(hex);
        assembled++;
      }
    }
    assertThat(assembled).isGreaterThan(atLeast);
  }

  /** What is no instruction, both tools write as one, or as {@code <unknown>}. */
  private static boolean isExact(String hex, Predicate<Insn> losesSomething) {
    Program program = Program.decode(Vectors.bytes(hex), ByteOrder.LITTLE_ENDIAN);
    return program.elements().stream()
        .allMatch(element -> element instanceof Insn insn && !losesSomething.test(insn));
  }

  private static String hex(Program program) {
    return HexFormat.of().formatHex(program.toBytes(ByteOrder.LITTLE_ENDIAN));
  }
}
