package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.RateLimitMethods;
import dev.jbpf.examples.values.ratelimit.RateLimitPrograms;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hundred packets pass at once, then one each millisecond. */
class RateLimitTest {
  private static final byte[] PACKET = Packets.udp("192.0.2.7", "192.0.2.1", 53);
  private static final long MILLISECOND = 1_000_000;

  static Stream<ProgramDef> forms() {
    return Stream.concat(
        Forms.of(RegisterForms.rateLocked(), RateLimitPrograms.locked(), RateLimitMethods.class),
        Forms.of(
            RegisterForms.rateCompared(), RateLimitPrograms.compared(), RateLimitMethods.class));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void withAClockOfItsOwn(ProgramDef form) {
    AtomicLong clock = new AtomicLong(1_000 * MILLISECOND);
    VmObject object = VmObject.of(form);
    object.vm().environment().setClock(clock::get);
    World world = new World.OnVm(object, form);
    assertThat(passing(world, 150)).isEqualTo(100);
    clock.addAndGet(MILLISECOND / 2);
    assertThat(passing(world, 5)).isZero();
    clock.addAndGet(MILLISECOND / 2);
    assertThat(passing(world, 5)).isEqualTo(1);
    clock.addAndGet(1_000 * MILLISECOND);
    assertThat(passing(world, 150)).isEqualTo(100);
  }

  @ParameterizedTest
  @MethodSource("forms")
  @KernelTest
  void inTheKernel(ProgramDef form) {
    try (KernelProgram program = Bpf.load(form)) {
      TestRun once = TestRun.onPacket(PACKET);
      assertThat(program.testRun(once).returnValue()).isEqualTo(XdpAction.PASS.value());
      // Of a repeated run the last result is told, and a token may just have come.
      assertThat(
              IntStream.range(0, 20)
                  .mapToLong(i -> program.testRun(once.withRepeat(2_000)).returnValue()))
          .contains((long) XdpAction.DROP.value());
    }
  }

  private static int passing(World world, int packets) {
    int passed = 0;
    for (int i = 0; i < packets; i++) {
      passed += world.run(PACKET) == XdpAction.PASS.value() ? 1 : 0;
    }
    return passed;
  }
}
