package dev.jbpf.dsl;

import static dev.jbpf.dsl.BpfInsns.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.code.Label;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.origin.Capture;
import dev.jbpf.diag.Origin;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgramBuilderTest {
  private static final MapDef<?, ?> COUNTS = MapDef.array("counts", Codec.U64, 256);

  @Test
  void mnemonicsAndMacrosAreTheSameProgram() {
    Program macros =
        Program.of(
            BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),
            BPF_LD_ABS(BPF_B, 14 + 9),
            BPF_STX_MEM(BPF_W, BPF_REG_10, BPF_REG_0, -4),
            BPF_MOV64_REG(BPF_REG_2, BPF_REG_10),
            BPF_ALU64_IMM(BPF_ADD, BPF_REG_2, -4),
            BPF_LD_MAP_FD(BPF_REG_1, COUNTS),
            BPF_EMIT_CALL(BPF_FUNC_map_lookup_elem),
            BPF_JMP_IMM(BPF_JEQ, BPF_REG_0, 0, "out"),
            BPF_MOV64_IMM(BPF_REG_1, 1),
            BPF_ATOMIC_OP(BPF_DW, BPF_ADD, BPF_REG_0, BPF_REG_1, 0),
            label("out"),
            BPF_MOV64_IMM(BPF_REG_0, 0),
            BPF_EXIT_INSN());
    assertThat(FormsTest.mnemonics()).isEqualTo(macros);
  }

  @Test
  void theTiersMix() {
    Label top = Label.create();
    Program mixed =
        ProgramBuilder.create()
            .mov(R0, 3)
            .bind(top)
            .with(BPF_ALU64_IMM(BPF_SUB, BPF_REG_0, 1), BPF_JMP_IMM(BPF_JNE, BPF_REG_0, 0, top))
            .exit()
            .build();
    assertThat(mixed)
        .isEqualTo(ProgramBuilder.create().mov(R0, 3).sub(R0, 1).jne(R0, 0, -2).exit().build());
  }

  @Test
  void aRecipeRunsOnceUntilALineIsAskedFor() {
    AtomicInteger runs = new AtomicInteger();
    Program program =
        program(
            b -> {
              runs.incrementAndGet();
              b.mov(R0, 0);
              b.exit();
            });
    assertThat(program.toBytes(ByteOrder.LITTLE_ENDIAN)).hasSize(16);
    assertThat(runs).hasValue(1);
    Origin.Java first = (Origin.Java) program.origin(new Slot(0));
    Origin.Java second = (Origin.Java) program.origin(new Slot(1));
    assertThat(first.file()).isEqualTo("ProgramBuilderTest.java");
    assertThat(second.line()).isEqualTo(first.line() + 1);
    assertThat(runs).hasValue(2);
    assertThat(Capture.isOn()).isTrue();
  }

  @Test
  void aRecipeThatDiffersEachTimeHasNoLines() {
    AtomicInteger runs = new AtomicInteger();
    Program program = program(b -> b.mov(R0, runs.incrementAndGet()).exit());
    assertThat(program.origin(new Slot(0))).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void whatOnlyLinkingSeesNamesTheLine() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> program(b -> b.mov(R0, 0).ja("otu").label("out").exit()))
        .withMessageContaining("ProgramBuilderTest.java:")
        .withMessageContaining("did you mean 'out'?");
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> ProgramBuilder.create().label("a").label("a").exit().build())
        .withMessageContaining("'a' is bound twice");
    assertThat(Capture.isOn()).isTrue();
  }
}
