package dev.jbpf.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Label OUT = Label.named("out");

  private static Insn exit() {
    return Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0);
  }

  private static Insn movImm(Reg dst, long imm) {
    return Insn.of(Op.MOV_IMM, dst, Reg.R0, 0, imm);
  }

  private static String hex(Program program, ByteOrder order) {
    return HexFormat.of().formatHex(program.toBytes(order));
  }

  @Test
  void branchesReachForwardAndBackOverWideInstructions() {
    Label top = Label.create();
    Program program =
        Program.of(
            top,
            new Branch(Op.JEQ_IMM, Reg.R1, Reg.R0, 7, OUT),
            Insn.of(Op.LDDW, Reg.R2, Reg.R0, 0, 0x1122334455667788L),
            Branch.to(Op.JA, top),
            OUT,
            exit());
    assertThat(hex(program, ByteOrder.LITTLE_ENDIAN))
        .isEqualTo(
            "1501030007000000"
                + "18020000887766550000000044332211"
                + "0500fcff00000000"
                + "9500000000000000");
    assertThat(program.labels()).containsExactly(java.util.Map.entry("out", new Slot(4)));
  }

  @Test
  void bigEndianExchangesRegistersAndBytes() {
    Program program =
        Program.of(Insn.of(Op.STXW, Reg.R1, Reg.R2, -4, 0), movImm(Reg.R3, 0x01020304));
    String big = "6312fffc00000000" + "b730000001020304";
    assertThat(hex(program, ByteOrder.BIG_ENDIAN)).isEqualTo(big);
    assertThat(Program.decode(HexFormat.of().parseHex(big), ByteOrder.BIG_ENDIAN))
        .isEqualTo(program);
  }

  @Test
  void everyLinkErrorIsReportedWithItsPlace() {
    Origin here = new Origin.Source("a.s", 3, 1);
    assertThatThrownBy(
            () ->
                Program.of(
                    OUT,
                    new Located(OUT, here),
                    new Located(Branch.to(Op.JA, Label.named("ot")), here)))
        .isInstanceOfSatisfying(
            LinkException.class,
            e ->
                assertThat(e.diagnostics())
                    .extracting(Diagnostic::code)
                    .containsExactly("label-duplicate", "label-undefined"))
        .hasMessageContaining("a.s:3:1")
        .hasMessageContaining("did you mean 'out'?");
  }

  @Test
  void elementsKnowTheLineThatWroteThem() {
    Program program = Program.of(Located.here(exit()));
    assertThat(program.origin(new Slot(0)))
        .isInstanceOfSatisfying(
            Origin.Java.class, origin -> assertThat(origin.file()).isEqualTo("ProgramTest.java"));
  }

  @Test
  void mapsAreFilledInLater() {
    Program program = Program.of(MapLoad.of(Reg.R1, "counts"), exit());
    assertThat(program.maps()).containsExactly(new MapReference(new Slot(0), "counts"));
    Program filled = program.withMaps(name -> 42);
    assertThat(filled.elements())
        .isEqualTo(List.of(Insn.of(Op.LDDW_MAP_FD, Reg.R1, Reg.R0, 0, 42), exit()));
    assertThat(filled.maps()).isEmpty();
  }

  @Test
  void aSlotThatIsCutOffIsAnError() {
    assertThatThrownBy(() -> Program.decode(new byte[12], ByteOrder.LITTLE_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 left over");
  }
}
