package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Every option of BPF_PROG_TEST_RUN does what it says. */
@KernelTest
class TestRunTest {
  private static final MapDef<Integer, Long> CPUS = MapDef.array("cpus", Codec.U64, 64);

  private static KernelProgram load(ProgramType type, String text) {
    return Bpf.load(ProgramSpec.of("run", type, Counter.assemble(text)));
  }

  @Test
  void packetsGoInAndOut() {
    try (var program =
        load(
            ProgramType.XDP,
            """
            r2 = *(u32 *)(r1 + 0)
            r3 = *(u32 *)(r1 + 4)
            r4 = r2
            r4 += 14
            if r4 > r3 goto out
            r5 = 0x7f
            *(u8 *)(r2 + 1) = r5
            out:
            r0 = 2
            exit
            """)) {
      TestRunResult result = program.testRun(TestRun.onPacket(new byte[20]).withRepeat(100));
      assertThat(result.returnValue()).isEqualTo(2);
      assertThat(result.data()).hasSize(20).startsWith(0, 0x7f, 0);
    }
  }

  @Test
  void contextsGoInAndOut() {
    try (var program =
        load(
            ProgramType.SCHED_CLS,
            """
            r2 = *(u32 *)(r1 + 8)
            r2 += 1
            *(u32 *)(r1 + 8) = r2
            r0 = *(u32 *)(r1 + 32)
            exit
            """)) {
      byte[] context = new byte[192];
      ByteBuffer.wrap(context).order(ByteOrder.nativeOrder()).putInt(8, 41).putInt(32, 5);
      TestRunResult result = program.testRun(TestRun.onPacket(new byte[14]).withContext(context));
      assertThat(result.returnValue()).isEqualTo(5);
      assertThat(ByteBuffer.wrap(result.context()).order(ByteOrder.nativeOrder()).getInt(8))
          .isEqualTo(42);
    }
  }

  @Test
  void tracepointsRunOnTheCpuThatIsNamed() {
    int cpu = Cpus.online().get(Cpus.online().size() - 1);
    ProgramSpec spec =
        ProgramSpec.of("oncpu", ProgramType.RAW_TRACEPOINT, Counter.assemble("call 8\nexit\n"))
            .withMap(CPUS);
    try (var program = Bpf.load(spec)) {
      TestRun run = TestRun.onContext(new byte[16]);
      assertThat(program.testRun(run.onCpu(cpu)).returnValue()).isEqualTo(cpu);
      assertThatExceptionOfType(BpfSyscallException.class)
          .isThrownBy(() -> program.testRun(run.onCpu(1 << 20)))
          .satisfies(e -> assertThat(e.errno()).isIn(Errno.of(6), Errno.EINVAL));
    }
  }

  @Test
  void systemCallProgramsWriteTheirContext() {
    ProgramSpec spec =
        ProgramSpec.of(
                "syscall",
                ProgramType.SYSCALL,
                Counter.assemble("r2 = 7\n*(u64 *)(r1 + 8) = r2\nr0 = 3\nexit\n"))
            .withFlags(ProgramFlag.SLEEPABLE);
    try (var program = Bpf.load(spec)) {
      TestRunResult result = program.testRun(TestRun.onContext(new byte[16]));
      assertThat(result.returnValue()).isEqualTo(3);
      assertThat(result.context()).hasSize(16);
      assertThat(result.context()[8]).isEqualTo((byte) 7);
    }
  }

  /** The frames are sent out of the interface that the program redirects to. */
  @Test
  void liveFramesAreReallySent() throws Exception {
    NetworkNamespace.call(
        () -> {
          NetworkNamespace.ip("link", "add", "left", "type", "veth", "peer", "name", "right");
          NetworkNamespace.ip("addr", "add", "10.77.0.1/24", "dev", "right");
          NetworkNamespace.ip("link", "set", "left", "up");
          NetworkNamespace.ip("link", "set", "right", "up");
          int target =
              Integer.parseInt(
                  NetworkNamespace.run("ip", "-o", "link", "show", "left").split(":")[0]);
          try (Counter peer = Counter.attach(Hooks.xdp("right"), XdpAction.DROP.value());
              var program =
                  load(ProgramType.XDP, "r1 = %d\nr2 = 0\ncall 23\nexit\n".formatted(target))) {
            byte[] context = new byte[24];
            ByteBuffer.wrap(context)
                .order(ByteOrder.nativeOrder())
                .putInt(4, 64)
                .putInt(12, target);
            program.testRun(
                TestRun.onPacket(new byte[64]).withContext(context).withRepeat(100).live(16));
            peer.await(100);
            assertThat(peer.count()).isGreaterThanOrEqualTo(100);
          }
          return null;
        });
  }

  @Test
  void whatCannotBeIsRefused() {
    TestRun run = TestRun.onPacket(new byte[14]);
    assertThatIllegalArgumentException().isThrownBy(() -> run.withRepeat(0));
    assertThatIllegalArgumentException().isThrownBy(() -> run.onCpu(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> run.live(257));
    try (var program = load(ProgramType.SOCKET_FILTER, "r0 = 0\nexit\n")) {
      assertThatExceptionOfType(BpfSyscallException.class)
          .isThrownBy(() -> program.testRun(run.live(1)))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
    }
  }
}
