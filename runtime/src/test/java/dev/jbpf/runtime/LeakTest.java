package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.code.Insn;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.testing.Descriptors;
import dev.jbpf.runtime.testing.FailingSyscalls;
import dev.jbpf.runtime.testing.KernelTest;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing is left open, whatever fails. */
@KernelTest
class LeakTest {
  private static final ProgramSpec GOOD = spec(Reg.R0);

  /** Returns R6, which nothing was written to. */
  private static final ProgramSpec BAD = spec(Reg.R6);

  private static final int WARM_UP = 2_000;

  private static ProgramSpec spec(Reg result) {
    Program program =
        Program.of(
            MapLoad.value(Reg.R1, "a", 0),
            MapLoad.of(Reg.R2, "b"),
            Insn.of(Op.LDXDW, Reg.R0, Reg.R1, 0, 0),
            Insn.of(Op.MOV_REG, Reg.R0, result, 0, 0),
            Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return ProgramSpec.of("leak", ProgramType.SOCKET_FILTER, program)
        .withMap(MapDef.array("a", Codec.U64, 1))
        .withMap(MapDef.hash("b", Codec.U64, Codec.U64, 1));
  }

  /** What a user does, all of it. */
  private static void use(Kernel kernel) {
    try (var program = kernel.load(GOOD);
        var link = program.attach(Hooks.packetSocket("lo"))) {
      assertThat(link).isNotNull();
      assertThat(program.info().id()).isPositive();
      program.testRun(TestRun.onPacket(new byte[14]));
    }
  }

  @Test
  void cyclesLeaveNothing() {
    requireNothingLeftBy(5_000);
  }

  @Test
  @Tag("long")
  void manyCyclesLeaveNothing() {
    requireNothingLeftBy(100_000);
  }

  private static void requireNothingLeftBy(int cycles) {
    cycle(WARM_UP);
    long descriptors = Descriptors.count();
    long memory = memoryInUse();
    cycle(cycles);
    assertThat(Descriptors.count()).isEqualTo(descriptors);
    // If each cycle left a hundred bytes, it would be seen.
    assertThat(memoryInUse() - memory).isLessThan(100L * cycles);
  }

  private static void cycle(int count) {
    for (int i = 0; i < count; i++) {
      // The kernel takes milliseconds to close a packet socket.
      if (i % 50 == 0) {
        use(Kernel.local());
      }
      Bpf.load(GOOD).close();
      if (i % 3 == 0) {
        assertThatExceptionOfType(VerifierException.class).isThrownBy(() -> Bpf.load(BAD));
      }
    }
  }

  /** The collector frees buffers a while after it has run. */
  private static long memoryInUse() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      System.gc();
      LockSupport.parkNanos(20_000_000);
      least = Math.min(least, memoryAtThisMoment());
    }
    return least;
  }

  /** On the heap, and outside of it in buffers. */
  private static long memoryAtThisMoment() {
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + buffers;
  }

  /** Each system call fails in its turn. */
  @Test
  void failuresLeaveNothing() {
    long before = Descriptors.count();
    FailingSyscalls untouched = new FailingSyscalls(Integer.MAX_VALUE, Errno.EPERM);
    use(new Kernel(untouched));
    assertThat(untouched.made()).hasSizeGreaterThan(6);
    for (int call = 0; call < untouched.made().size(); call++) {
      Kernel kernel = new Kernel(new FailingSyscalls(call, Errno.ENOMEM));
      try {
        use(kernel);
      } catch (SyscallException expected) {
        assertThat(expected).hasMessageContaining("ENOMEM");
      }
      assertThat(Descriptors.count()).as("after call %d failed", call).isEqualTo(before);
    }
  }
}
