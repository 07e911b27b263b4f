package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Test;

/** A probe as it is written in C: how often memcpy copies how much, in classes of 64 bytes. */
class MemcpyStatTest {
  private static final MapDef<Long, Long> COUNTS = MapDef.hash("counts", Codec.U32, Codec.U64, 18);

  private static Program memcpyStat() {
    return program(
        ProgramType.KPROBE,
        b -> {
          b.load(R6, R1, PtRegs.host().parameter(3));
          b.ifThen(R6.gt(1024), t -> t.mov(R6, 17))
              .orElseIf(R6.ne(0), t -> t.sub(R6, 1).rsh(R6, 6).add(R6, 1));
          b.stxw(R10, -4, R6).call(mapLookupElem(map(COUNTS), stack(-4)));
          b.ifThen(R0.ne(0), t -> t.mov(R1, 1).aadd(R0, 0, R1))
              .orElse(
                  t ->
                      t.stdw(R10, -16, 1)
                          .call(
                              mapUpdateElem(
                                  map(COUNTS), stack(-4), stack(-16), imm(UpdateFlags.BPF_ANY))));
          b.mov(R0, 0).exit();
        });
  }

  @Test
  void itIsAsShortAsByHand() {
    assertThat(memcpyStat().size()).isEqualTo(29);
  }

  @Test
  @KernelTest
  void theKernelTakesIt() {
    ProgramSpec spec =
        ProgramSpec.of("memcpy_stat", ProgramType.KPROBE, memcpyStat()).withMap(COUNTS);
    try (KernelProgram loaded = Bpf.load(spec)) {
      assertThat(loaded.map(COUNTS).lookup(0L)).isEmpty();
    }
  }
}
