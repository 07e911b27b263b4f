package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.LinkException;
import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import org.junit.jupiter.api.Test;

/** What verifiers mind is told in the words of who has written it. */
class AdviceTest {
  @Test
  void valuesAreToldWhatValuesAreWrittenWith() {
    assertThatThrownBy(
            () ->
                Probe.xdp("prints")
                    .license("MIT")
                    .build(
                        p -> {
                          p.print("%d", p.u32(1));
                          p.exit(2);
                        }))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("note: Probe…license(\"GPL\")")
        .hasMessageNotContaining("Definition…");
  }

  @Test
  void buildersAreToldWhatBuildersAreWrittenWith() {
    assertThatThrownBy(
            () ->
                Definition.named("prints")
                    .in("xdp")
                    .license("MIT")
                    .build(b -> b.mov(Reg.R1, 0).call(Helper.TRACE_PRINTK).mov(Reg.R0, 2).exit()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("note: Definition…license(\"GPL\")");
  }

  /** Who explains a kernel's refusal knows what was written by the program alone. */
  @Test
  void programsTellWhetherTheirLinesAreInstructions() {
    ProgramDef values = Probe.xdp("values").build(p -> p.exit(2));
    ProgramDef builder = Definition.named("builder").in("xdp").build(b -> b.mov(Reg.R0, 2).exit());
    assertThat(values.program().origins().areInstructions()).isFalse();
    assertThat(builder.program().origins().areInstructions()).isTrue();
  }
}
