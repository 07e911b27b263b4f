package dev.jbpf.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.sys.Cpus;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.Descriptors;
import dev.jbpf.runtime.testing.KernelTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@KernelTest
class PerfBuffersTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final MapDef<Integer, Long> SENT = MapDef.array("sent", Codec.U64, 1);
  private static final MapDef<Integer, Integer> EVENTS =
      MapDef.of("events", MapType.PERF_EVENT_ARRAY, Codec.INDEX, Codec.S32, Cpus.possible());

  private static KernelProgram load() {
    return Bpf.load(
        ProgramSpec.of(
                "send",
                ProgramType.SOCKET_FILTER,
                Counter.assemble(
                    """
                    r6 = r1
                    r1 = map_value sent, 0 ll
                    r2 = 1
                    r2 = atomic_fetch_add((u64 *)(r1 + 0), r2)
                    *(u64 *)(r10 - 24) = r2
                    *(u64 *)(r10 - 16) = r2
                    *(u64 *)(r10 - 8) = r2
                    r1 = r6
                    r2 = events ll
                    r3 = 4294967295 ll
                    r4 = r10
                    r4 += -24
                    r5 = 24
                    call 25
                    r0 = 0
                    exit
                    """))
            .withMap(EVENTS)
            .withMap(SENT));
  }

  private static void send(KernelProgram program, int count) {
    program.testRun(TestRun.onPacket(new byte[14]).withRepeat(count));
  }

  /** Records of 40 bytes in buffers of 4,096: every hundredth goes over the end. */
  @Test
  void recordsArriveWhole() throws InterruptedException {
    List<Long> received = new ArrayList<>();
    try (KernelProgram program = load();
        var buffers =
            PerfBuffers.open(
                Kernel.local(),
                program.map(EVENTS),
                1,
                record -> {
                  received.add(record.getLong(0));
                  assertThat(record.getLong(16)).isEqualTo(record.getLong(0));
                })) {
      for (int i = 0; i < 100; i++) {
        send(program, 20);
        assertThat(buffers.poll(SOON)).isEqualTo(20);
      }
      assertThat(buffers.lost()).isZero();
    }
    assertThat(received)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 2_000).boxed().toList());
  }

  @Test
  void whatIsLostIsCounted() throws InterruptedException {
    List<Long> received = new ArrayList<>();
    try (KernelProgram program = load();
        var buffers =
            PerfBuffers.open(
                Kernel.local(),
                program.map(EVENTS),
                1,
                record -> received.add(record.getLong(0)))) {
      send(program, 1_000);
      buffers.poll(SOON);
      // The kernel reports a loss in front of the next record.
      for (int cpu = 0; cpu < 20 && buffers.lost() + received.size() < 1_000; cpu++) {
        send(program, 1);
        buffers.poll(SOON);
      }
      long sent = program.map(SENT).lookup(0).orElseThrow();
      assertThat(buffers.lost()).isPositive();
      assertThat(buffers.lost() + received.size()).isEqualTo(sent);
    }
  }

  @Test
  void readersLeaveNothing() {
    try (KernelProgram program = load()) {
      long before = Descriptors.count();
      for (int i = 0; i < 100; i++) {
        PerfBuffers.open(Kernel.local(), program.map(EVENTS), 2, record -> {}).close();
      }
      assertThat(Descriptors.count()).isEqualTo(before);
    }
  }
}
