package dev.jbpf.vm.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.text.Assembler;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unsigned comparisons with constants, some of which become a test of bits. */
class UnsignedJumpTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 511, 512, 0x4000_0000, Integer.MAX_VALUE, -1, -512})
  void compiledAsTheyAreMeant(int constant) {
    LoadedProgram program = load(constant);
    LongStream.of(0, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, constant & 0xffff_ffffL, constant)
        .flatMap(value -> LongStream.of(value - 1, value, value + 1, ~value))
        .forEach(
            value -> {
              int order = Integer.signum(Long.compareUnsigned(value, constant));
              assertThat(program.run(bytes(value)))
                  .as("0x%x and %d", value, constant)
                  .isEqualTo(order < 0 ? 0b0011 : order == 0 ? 0b0110 : 0b1100);
            });
  }

  /** A bit each for less, less or equal, greater or equal, greater. */
  private static LoadedProgram load(int constant) {
    String source =
        """
        r0 = 0
        r4 = *(u64 *)(r1 + 0)
        *(u64 *)(r10 - 8) = r4
        if r4 >= %1$d goto +1
        r0 |= 1
        if r4 > %1$d goto +1
        r0 |= 2
        if r4 < %1$d goto +1
        r0 |= 4
        if r4 <= %1$d goto +1
        r0 |= 8
        exit
        """;
    return Vm.load(
        Assembler.assemble(source.formatted(constant)).program().orElseThrow(),
        VmOptions.DEFAULT.withEngine(Engine.JIT));
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
