package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.SocketBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loop does the same whatever the oldest kernel is: before 5.3 there are no jumps back. */
class LoopsTest {
  private static final int MOST = 8;

  /** Squares from 0 on, as many as the first byte says, but those of 3, and none above 5. */
  private static ProgramDef squares(int major, int minor) {
    return Probe.socket("squares")
        .since(major, minor)
        .build(
            p -> {
              Var<U64> sum = p.var(p.u64(0));
              p.times(
                  p.u8At(0).toU32(),
                  MOST,
                  (i, loop) -> {
                    loop.nextIf(i.eq(3));
                    loop.leaveIf(i.gt(5));
                    sum.update(s -> s.add(i.multiply(i)));
                  });
              p.exit(sum.get());
            });
  }

  @ParameterizedTest
  @CsvSource({"4,18", "5,3", "5,17", "6,18"})
  void isTheSame(int major, int minor) {
    ProgramDef program = squares(major, minor);
    for (int rounds = 0; rounds < 12; rounds++) {
      byte[] packet = new byte[64];
      packet[0] = (byte) rounds;
      long result = Vm.load(program.program(), VmOptions.DEFAULT).run(SocketBuffer.of(packet));
      assertThat(result).as("%d rounds", rounds).isEqualTo(expected(rounds));
    }
  }

  private static long expected(int rounds) {
    long sum = 0;
    for (int i = 0; i < Math.min(rounds, 6); i++) {
      sum += i == 3 ? 0 : (long) i * i;
    }
    return sum;
  }
}
