package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.values.ratelimit.RateLimitPrograms;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred packets pass at once, then one each millisecond. */
class RateLimitTest {
  private static final byte[] PACKET = Packets.udp("192.0.2.7", "192.0.2.1", 53);
  private static final long MILLISECOND = 1_000_000;

  private static ProgramDef program(boolean isLocked) {
    return isLocked ? RateLimitPrograms.locked() : RateLimitPrograms.compared();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withAClockOfItsOwn(boolean isLocked) {
    AtomicLong clock = new AtomicLong(1_000 * MILLISECOND);
    VmObject object = VmObject.of(program(isLocked));
    object.vm().environment().setClock(clock::get);
    World world = new World.OnVm(object, program(isLocked));
    assertThat(passing(world, 150)).isEqualTo(100);
    clock.addAndGet(MILLISECOND / 2);
    assertThat(passing(world, 5)).isZero();
    clock.addAndGet(MILLISECOND / 2);
    assertThat(passing(world, 5)).isEqualTo(1);
    clock.addAndGet(1_000 * MILLISECOND);
    assertThat(passing(world, 150)).isEqualTo(100);
  }

  @Test
  @KernelTest
  void inTheKernelWithALock() {
    World.inKernel(program(true), RateLimitTest::check);
  }

  @Test
  @KernelTest
  void inTheKernelWithCompareAndExchange() {
    World.inKernel(program(false), RateLimitTest::check);
  }

  /** The kernel's clock goes on meanwhile. */
  private static void check(World world) {
    assertThat(passing(world, 100)).isEqualTo(100);
    assertThat(passing(world, 2_000)).isLessThan(2_000);
  }

  private static int passing(World world, int packets) {
    int passed = 0;
    for (int i = 0; i < packets; i++) {
      passed += world.run(PACKET) == XdpAction.PASS.value() ? 1 : 0;
    }
    return passed;
  }
}
