package dev.jbpf.cli;

import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;
import static dev.jbpf.isa.Reg.R10;
import static dev.jbpf.isa.Reg.R2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A kernel's refusal is explained to whoever has our verifier, behind the kernel's own words. */
@KernelTest
class RefusalTest {
  private static final MapDef<Long, Long> COUNTS = MapDef.hash("counts", Codec.U64, Codec.U64, 8);

  private static VerifierException refusal(ProgramSpec spec) {
    return catchThrowableOfType(VerifierException.class, () -> Bpf.load(spec).close());
  }

  @Test
  void aProgramOfJavaIsExplained() {
    Program program =
        ProgramBuilder.program(
            b ->
                b.stdw(R10, -8, 1)
                    .loadMap(R1, COUNTS)
                    .mov(R2, R10)
                    .add(R2, -8)
                    .call(Helper.MAP_LOOKUP_ELEM)
                    .ldxdw(R0, R0, 0)
                    .exit());
    VerifierException refused =
        refusal(ProgramSpec.of("lookup", ProgramType.SOCKET_FILTER, program).withMap(COUNTS));
    assertThat(refused)
        .hasMessageStartingWith("RefusalTest.java:")
        .hasMessageContaining("R0 invalid mem access 'map_value_or_null'")
        .hasMessageContaining("explained:\nRefusalTest.java:")
        .hasMessageContaining("error[null-check]: r0 may be null")
        .hasMessageContaining("before it: b.ifThen(R0.eq(0), t -> t.mov(R0, 0).exit()).end()");
    assertThat(refused.explanation().orElseThrow()).startsWith("explained:");
    assertThat(refused.noting("more").explanation()).isPresent();
    assertThat(refused.because("what is known already").explanation()).isEmpty();
    assertThat(refused.diagnostic().notes()).noneMatch(note -> note.contains("explained"));
  }

  @Test
  void aProgramOfAnObjectIsExplainedOnceByTheObjectsMaps() {
    byte[] object =
        Assembler.assemble(
                """
                .map counts, type=array, key=4, value=8, max_entries=4, flags=BPF_F_RDONLY_PROG
                .section socket
                  *(u32 *)(r10 - 4) = 0
                  r2 = r10
                  r2 += -4
                  r1 = counts ll
                  call bpf_map_lookup_elem
                  if r0 == 0 goto out
                  *(u64 *)(r0 + 0) = 1
                out:
                  r0 = 0
                  exit
                """
                    .getBytes(StandardCharsets.UTF_8),
                "prog.s",
                AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT))
            .object()
            .orElseThrow()
            .toBytes();
    VerifierException refused =
        catchThrowableOfType(
            VerifierException.class, () -> BpfObject.open("prog.o", object).load().close());
    assertThat(refused)
        .hasMessageContaining("write into map forbidden")
        .hasMessageContaining("error[map-read-only]")
        .hasMessageContaining("of prog.o");
    assertThat(refused.getCause()).message().doesNotContain("explained:");
  }

  /** For the kernel a function starts where a call leads to, whether or not the source says so. */
  @Test
  void textWhoseFunctionsHaveNoTypesLoads() {
    byte[] object =
        Assembler.assemble(
                """
                .section socket
                .globl prog
                prog:
                  r1 = 3
                  call f
                  r6 = r0
                  call g
                  exit
                f:
                  r0 = r1
                  exit
                g:
                  r0 = 2
                  exit
                """
                    .getBytes(StandardCharsets.UTF_8),
                "prog.s",
                AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT))
            .object()
            .orElseThrow()
            .toBytes();
    int[] functions = BpfObjectFile.read(object).programs().get(0).link().functionInfo();
    assertThat(functions).hasSize(6);
    assertThat(new int[] {functions[0], functions[2], functions[4]}).containsExactly(0, 5, 7);
    BpfObject.open("prog.o", object).license("GPL").load().close();
  }
}
