package dev.jbpf.dsl;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.*;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What many programs do, in one call each. */
class IdiomsTest {
  private static final MapDef<Long, Long> COUNTS = MapDef.hash("counts", Codec.U32, Codec.U64, 1);

  private static KernelProgram load(Program program) {
    return Bpf.load(ProgramSpec.of("idiom", ProgramType.SOCKET_FILTER, program).withMap(COUNTS));
  }

  private static long run(KernelProgram program) {
    return program.testRun(TestRun.onPacket(new byte[64])).returnValue();
  }

  @Test
  @KernelTest
  void countsOfNewAndOldKeysGrow() {
    Program two =
        program(
            ProgramType.SOCKET_FILTER,
            b ->
                b.stw(R10, -4, 7)
                    .increment(COUNTS, -4)
                    .increment(COUNTS, -4)
                    .stw(R10, -4, 8) // the map is full
                    .increment(COUNTS, -4)
                    .mov(R0, 0)
                    .exit());
    try (KernelProgram loaded = load(two)) {
      run(loaded);
      assertThat(loaded.map(COUNTS).lookup(7L)).contains(2L);
      assertThat(loaded.map(COUNTS).lookup(8L)).isEmpty();
      run(loaded);
      assertThat(loaded.map(COUNTS).lookup(7L)).contains(4L);
    }
  }

  @Test
  @KernelTest
  void aTextLiesOnTheStackAsInC() {
    String text = "skb %p len %d";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer inC = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).put(0, bytes);
    for (int at = 0; at < 16; at += Integer.BYTES) {
      int from = -32 + at;
      try (KernelProgram loaded =
          load(program(b -> b.storeText(-32, text).ldxw(R0, R10, from).exit()))) {
        assertThat((int) run(loaded)).isEqualTo(inC.getInt(at));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(b -> b.storeText(-20, text)))
        .withMessageContaining("multiple of 8");
  }

  @Test
  void printkIsTheHelperWithItsFormat() {
    assertThat(program(b -> b.printk(-16, "len %d", reg(R7))))
        .isEqualTo(
            program(
                b -> b.storeText(-16, "len %d").call(tracePrintk(stack(-16), imm(7), reg(R7)))));
  }
}
