package dev.jbpf.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.diag.Origin;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jumps beyond 16 bits, D10: elements and text have one back end. */
class FarJumpTest {
  private static final Label BACK = Label.named("back");
  private static final Label OUT = Label.named("out");
  private static final int FAR = 40_000;

  private static Branch branch(Op jump, Label target) {
    boolean compares = jump != Op.JA;
    return new Branch(jump, compares ? Reg.R1 : Reg.R0, Reg.R0, compares ? 7 : 0, target);
  }

  private static List<CodeElement> elements(Op jump) {
    List<CodeElement> elements = new ArrayList<>();
    elements.add(BACK);
    elements.add(branch(jump, OUT));
    elements.add(MapLoad.of(Reg.R1, "counts"));
    for (int i = 0; i < FAR; i++) {
      elements.add(Insn.of(Op.ADD_IMM, Reg.R0, Reg.R0, 0, i));
    }
    elements.add(branch(jump, BACK));
    elements.add(OUT);
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return elements;
  }

  private static byte[] text(String jump, TargetMachine target) {
    StringBuilder text = new StringBuilder("back: " + jump + " goto out\nr1 = counts ll\n");
    for (int i = 0; i < FAR; i++) {
      text.append("r0 += ").append(i).append('\n');
    }
    text.append(jump).append(" goto back\nout: exit\n");
    AssemblerOptions options = AssemblerOptions.DEFAULT;
    options = target.cpu().map(options::cpu).orElse(options);
    options = target.kernel().map(options::kernel).orElse(options);
    byte[] source = text.toString().getBytes(StandardCharsets.UTF_8);
    return Assembler.assemble(source, "far.s", options)
        .program()
        .orElseThrow()
        .toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @CsvSource({
    "JEQ_IMM, if r1 == 7, ",
    "JSET_IMM, if r1 & 7, ",
    "JSLT_IMM, if r1 s< 7, ",
    "JEQ_IMM, if r1 == 7, 5.4",
    "JSET_IMM, if r1 & 7, 5.4",
    "JSLT_IMM, if r1 s< 7, 4.9",
    "JA, , 5.4"
  })
  void goesAsFarAsTheAssemblerDoes(Op jump, String text, String kernel) {
    TargetMachine target =
        kernel == null ? TargetMachine.ANY : TargetMachine.ANY.kernel(KernelVersion.parse(kernel));
    Program program = Program.link(elements(jump), target);
    assertThat(program.toBytes(ByteOrder.LITTLE_ENDIAN))
        .isEqualTo(text(text == null ? "" : text, target));
    assertThat(program.labels().get("back")).isEqualTo(new Slot(0));
    assertThat(program.elementAt(program.labels().get("out")))
        .isEqualTo(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    MapReference map = program.maps().get(0);
    assertThat(program.isAt(map.slot().number(), Op.LDDW_MAP_FD)).isTrue();
  }

  @Test
  void keepsOriginsAndTheRestOfALinkedProgram() {
    Linker linker = new Linker();
    Origin first = new Origin.Source("here.s", 1, 1);
    Origin last = new Origin.Source("here.s", 2, 1);
    linker.add(new Located(new Branch(Op.JEQ_IMM, Reg.R1, Reg.R0, 7, OUT), first));
    for (int i = 0; i < FAR; i++) {
      linker.add(Op.MOV_IMM, Reg.R0, Reg.R0, 0, i);
    }
    linker.add(OUT);
    linker.add(new Located(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0), last));
    Program program = linker.link();
    assertThat(program.size()).isEqualTo(FAR + 3);
    assertThat(program.origin(new Slot(0))).isEqualTo(first);
    assertThat(program.origin(new Slot(1))).isEqualTo(first);
    assertThat(program.origin(new Slot(2))).isEqualTo(Origin.UNKNOWN);
    assertThat(program.origin(new Slot(FAR + 2))).isEqualTo(last);
    linker.add(new Branch(Op.JA, Reg.R0, Reg.R0, 0, OUT));
    assertThat(linker.link().word(FAR + 3)).isEqualTo(Insn.of(Op.JA, Reg.R0, Reg.R0, -2, 0).word());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void writesWhatATargetLacksWithOlderInstructions(String cpu) {
    TargetMachine old = TargetMachine.ANY.cpu(IsaVersion.valueOf(cpu.toUpperCase()));
    Program program =
        Program.link(
            List.of(
                new Branch(Op.JLT_REG, Reg.R1, Reg.R2, 0, OUT),
                Insn.of(Op.MOVSX864, Reg.R0, Reg.R1, 0, 0),
                OUT,
                Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0)),
            old);
    assertThat(Disassembler.lines(program, Dialect.LLVM))
        .containsExactly(
            cpu.equals("v1") ? "if r2 > r1 goto +3" : "if r1 < r2 goto +3",
            "r0 = r1",
            "r0 <<= 56",
            "r0 s>>= 56",
            "exit");
  }

  @Test
  void refusesWhatNothingOlderDoes() {
    List<CodeElement> elements =
        List.of(Insn.of(Op.AFADD, Reg.R1, Reg.R2, 0, 0), Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    TargetMachine old = TargetMachine.ANY.kernel(new KernelVersion(5, 4));
    assertThatThrownBy(() -> Program.link(elements, old))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("afadd needs a kernel from 5.12 on, and nothing older does the same");
  }
}
