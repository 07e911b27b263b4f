package dev.jbpf.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.Descriptors;
import dev.jbpf.runtime.testing.FailingSyscalls;
import dev.jbpf.runtime.testing.KernelTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KernelTest
class PerfBuffersTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final MapDef<Integer, Long> SENT = MapDef.array("sent", Codec.U64, 1);
  private static final MapDef<Integer, Long> EVENTS =
      MapDef.perfEventArray("events", Cpus.possible());

  private static KernelProgram load() {
    return load(24);
  }

  private static KernelProgram load(int size) {
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
                    r5 = SIZE
                    call 25
                    r0 = 0
                    exit
                    """
                        .replace("SIZE", String.valueOf(size))))
            .withMap(EVENTS)
            .withMap(SENT));
  }

  private static void send(KernelProgram program, int count) {
    program.testRun(TestRun.onPacket(new byte[14]).withRepeat(count));
  }

  @Test
  @DisplayName("R4: a buffer that is too large is refused, or the kernel refuses it; nothing leaks")
  void tooLargeBuffersLeaveNothing() {
    long before = Descriptors.count();
    try (KernelProgram program = load()) {
      for (int pages : new int[] {1 << 30, 1 << 20, 1 << 19, 0, -1, 3, Integer.MIN_VALUE}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> PerfBuffers.open(Kernel.local(), program.map(EVENTS), pages, r -> {}))
            .withMessageContaining("must be a power of two from 1 to 262144 (1 GiB)");
      }
    }
    assertThat(Descriptors.count()).isEqualTo(before);
  }

  @Test
  @DisplayName("R10: without descriptors left it is a SyscallException; nothing leaks")
  void everyCallMayFail() {
    long before = Descriptors.count();
    try (KernelProgram program = load()) {
      long loaded = Descriptors.count();
      FailingSyscalls untouched = new FailingSyscalls(Integer.MAX_VALUE, Errno.EMFILE);
      PerfBuffers.open(new Kernel(untouched), program.map(EVENTS), 1, r -> {}).close();
      for (int call = 0; call < untouched.made().size(); call++) {
        FailingSyscalls failing = new FailingSyscalls(call, Errno.EMFILE);
        try {
          PerfBuffers.open(new Kernel(failing), program.map(EVENTS), 1, r -> {}).close();
        } catch (SyscallException e) {
          assertThat(e).hasMessageContainingAll("EMFILE", "ulimit -n");
        }
        assertThat(Descriptors.count()).as("call %d", call).isEqualTo(loaded);
      }
    }
    assertThat(Descriptors.count()).isEqualTo(before);
  }

  @Test
  @DisplayName("R14: a handler cannot read on")
  void handlersCannotRead() throws InterruptedException {
    List<Long> received = new ArrayList<>();
    AtomicReference<PerfBuffers> self = new AtomicReference<>();
    try (KernelProgram program = load();
        var buffers =
            PerfBuffers.open(
                Kernel.local(),
                program.map(EVENTS),
                1,
                record -> {
                  assertThatIllegalStateException().isThrownBy(() -> self.get().consume());
                  received.add(record.getLong(0));
                })) {
      self.set(buffers);
      send(program, 3);
      assertThat(buffers.poll(SOON)).isEqualTo(3);
      assertThat(received).containsExactly(0L, 1L, 2L);
    }
  }

  @ParameterizedTest
  @DisplayName("R22: size() and 4 are a multiple of eight, and the first bytes are those sent")
  @CsvSource({"1, 4", "4, 4", "5, 12", "8, 12", "12, 12", "13, 20", "24, 28"})
  void recordsAreFilledUp(int sent, int size) throws InterruptedException {
    List<byte[]> received = new ArrayList<>();
    try (KernelProgram program = load(sent);
        var buffers =
            PerfBuffers.open(
                Kernel.local(), program.map(EVENTS), 1, record -> received.add(record.copy()))) {
      send(program, 0x0706_0504_0302_0100L);
      assertThat(buffers.poll(SOON)).isEqualTo(1);
    }
    assertThat(received).hasSize(1);
    assertThat(received.get(0)).hasSize(size);
    for (int i = 0; i < Math.min(sent, 8); i++) {
      assertThat(received.get(0)[i]).isEqualTo((byte) i);
    }
  }

  private static void send(KernelProgram program, long number) {
    program.map(SENT).update(0, number);
    send(program, 1);
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
      // The kernel reports a loss in front of the next record of the same CPU, wherever we are now.
      for (int round = 0; round < 200 && told(buffers, received) < sent(program); round++) {
        Thread elsewhere = new Thread(() -> send(program, 1));
        elsewhere.start();
        send(program, 1);
        elsewhere.join();
        buffers.poll(SOON);
      }
      assertThat(buffers.lost()).isPositive();
      assertThat(told(buffers, received)).isEqualTo(sent(program));
    }
  }

  private static long told(PerfBuffers buffers, List<Long> received) {
    return buffers.lost() + received.size();
  }

  private static long sent(KernelProgram program) {
    return program.map(SENT).lookup(0).orElseThrow();
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
