package dev.jbpf.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.Descriptors;
import dev.jbpf.runtime.testing.FailingSyscalls;
import dev.jbpf.runtime.testing.KernelTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@KernelTest
class RingBuffersTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final MapDef<Nothing, Nothing> EVENTS = MapDef.ringBuffer("events", 1 << 16);
  private static final MapDef<Integer, Long> SENT = MapDef.array("sent", Codec.U64, 1);
  private static final MapDef<Integer, Long> LOST = MapDef.array("lost", Codec.U64, 1);

  /** Sends how often it was called before; counts what it cannot send. */
  private static final String SENDING =
      """
      r1 = map_value sent, 0 ll
      r2 = 1
      r2 = atomic_fetch_add((u64 *)(r1 + 0), r2)
      *(u64 *)(r10 - 8) = r2
      r1 = events ll
      r2 = r10
      r2 += -8
      r3 = 8
      r4 = 0
      call 130
      if r0 == 0 goto done
      r1 = map_value lost, 0 ll
      r2 = 1
      lock *(u64 *)(r1 + 0) += r2
      done:
      r0 = 0
      exit
      """;

  /** Reserves two records, takes the first back, and sends the second. */
  private static final String DISCARDING =
      """
      r1 = events ll
      r2 = 100
      r3 = 0
      call 131
      if r0 == 0 goto out
      r1 = r0
      r2 = 0
      call 133
      r1 = events ll
      r2 = 3
      r3 = 0
      call 131
      if r0 == 0 goto out
      *(u8 *)(r0 + 0) = 7
      *(u8 *)(r0 + 1) = 8
      *(u8 *)(r0 + 2) = 9
      r1 = r0
      r2 = 0
      call 132
      out:
      r0 = 0
      exit
      """;

  private final KernelProgram program = load(SENDING);

  private static KernelProgram load(String text) {
    return Bpf.load(
        ProgramSpec.of("send", ProgramType.SOCKET_FILTER, Counter.assemble(text))
            .withMap(EVENTS)
            .withMap(SENT)
            .withMap(LOST));
  }

  @AfterEach
  void unload() {
    program.close();
  }

  private void send(int count) {
    program.testRun(TestRun.onPacket(new byte[14]).withRepeat(count));
  }

  /** The sixth record of 200 MiB goes over the end of 1 GiB; its first and last bytes are set. */
  private static final String HUGE =
      """
      r1 = huge ll
      r2 = 209715200
      r3 = 0
      call 131
      if r0 == 0 goto out
      *(u64 *)(r0 + 0) = 1
      r1 = r0
      r1 += 209715199
      *(u8 *)(r1 + 0) = 2
      r1 = r0
      r2 = 0
      call 132
      out:
      r0 = 0
      exit
      """;

  @Test
  @DisplayName("R4: a ring buffer of 1 GiB is read, also over its end")
  void theLargestIsRead() throws Exception {
    MapDef<Nothing, Nothing> huge = MapDef.ringBuffer("huge", 1 << 30);
    List<Long> received = new ArrayList<>();
    try (KernelProgram program =
            Bpf.load(
                ProgramSpec.of("huge", ProgramType.SOCKET_FILTER, Counter.assemble(HUGE))
                    .withMap(huge));
        RingBuffers rings =
            RingBuffers.open(Kernel.local())
                .add(
                    program.map(huge),
                    record ->
                        received.add(record.getLong(0) + record.getByte(record.size() - 1)))) {
      for (int i = 0; i < 12; i++) {
        program.testRun(TestRun.onPacket(new byte[14]));
        assertThat(rings.consume()).isEqualTo(1);
      }
    }
    assertThat(received).hasSize(12).containsOnly(3L);
  }

  @Test
  @DisplayName("R10: without descriptors left it is a SyscallException; nothing leaks")
  void everyCallMayFail() {
    try (KernelProgram program = load(SENDING)) {
      long loaded = Descriptors.count();
      FailingSyscalls untouched = new FailingSyscalls(Integer.MAX_VALUE, Errno.EMFILE);
      open(untouched, program).close();
      assertThat(untouched.made()).hasSizeGreaterThan(4);
      for (int call = 0; call < untouched.made().size(); call++) {
        FailingSyscalls failing = new FailingSyscalls(call, Errno.EMFILE);
        boolean isClosing = untouched.made().get(call) == Syscall.WRITE;
        try {
          open(failing, program).close();
          assertThat(isClosing || untouched.made().get(call) == Syscall.MUNMAP).isTrue();
        } catch (SyscallException e) {
          assertThat(e).hasMessageContainingAll("EMFILE", "ulimit -n");
        }
        assertThat(Descriptors.count()).as("call %d", call).isEqualTo(loaded);
      }
    }
  }

  private static RingBuffers open(FailingSyscalls syscalls, KernelProgram program) {
    RingBuffers rings = RingBuffers.open(new Kernel(syscalls));
    try {
      return rings.add(program.map(EVENTS), record -> {});
    } catch (RuntimeException e) {
      rings.close();
      throw e;
    }
  }

  @Test
  @DisplayName("R14: a handler cannot read on, so that no record comes twice")
  void handlersCannotRead() throws InterruptedException {
    List<Long> received = new ArrayList<>();
    try (KernelProgram program = load(SENDING);
        RingBuffers rings = RingBuffers.open(Kernel.local())) {
      rings.add(
          program.map(EVENTS),
          record -> {
            assertThatIllegalStateException()
                .isThrownBy(rings::consume)
                .withMessageContaining("a handler of the reader of ring buffers cannot read on");
            assertThatIllegalStateException().isThrownBy(() -> rings.poll(Duration.ZERO));
            received.add(record.getLong(0));
          });
      program.testRun(TestRun.onPacket(new byte[14]).withRepeat(3));
      assertThat(rings.poll(SOON)).isEqualTo(3);
      assertThat(rings.consume()).isZero();
    }
    assertThat(received).containsExactly(0L, 1L, 2L);
  }

  @Test
  void recordsArriveInOrder() throws InterruptedException {
    List<Long> received = new ArrayList<>();
    try (var rings = RingBuffers.open(Kernel.local())) {
      rings.add(program.map(EVENTS), Codec.U64, received::add);
      assertThat(rings.poll(Duration.ofMillis(1))).isZero();
      send(3);
      assertThat(rings.poll(SOON)).isEqualTo(3);
      send(2);
      assertThat(rings.consume()).isEqualTo(2);
    }
    assertThat(received).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void aWaitEndsWhenARecordComes() throws Exception {
    try (var rings = RingBuffers.open(Kernel.local()).add(program.map(EVENTS), record -> {})) {
      CompletableFuture<Void> later =
          CompletableFuture.runAsync(
              () -> send(1), CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
      long start = System.nanoTime();
      assertThat(rings.poll(Duration.ofSeconds(10))).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
      later.get();
    }
  }

  @Test
  void whatIsTakenBackIsNotSeen() throws InterruptedException {
    List<byte[]> received = new ArrayList<>();
    try (KernelProgram discarding = load(DISCARDING);
        var rings = RingBuffers.open(Kernel.local())) {
      rings.add(discarding.map(EVENTS), record -> received.add(record.copy()));
      discarding.testRun(TestRun.onPacket(new byte[14]));
      assertThat(rings.poll(SOON)).isEqualTo(1);
    }
    assertThat(received).singleElement().isEqualTo(new byte[] {7, 8, 9});
  }

  /** More than the ring holds, so that it goes round many times and fills up. */
  @Test
  void nothingIsLostThatTheKernelTook() throws Exception {
    int count = 2_000_000;
    AtomicLong received = new AtomicLong();
    AtomicLong last = new AtomicLong(-1);
    try (var rings = RingBuffers.open(Kernel.local())) {
      rings.add(
          program.map(EVENTS),
          record -> {
            long value = record.getLong(0);
            assertThat(value).isGreaterThan(last.getAndSet(value));
            received.incrementAndGet();
          });
      CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> send(count));
      while (!producer.isDone()) {
        rings.poll(Duration.ofMillis(10));
      }
      producer.get();
      rings.consume();
    }
    long lost = program.map(LOST).lookup(0).orElseThrow();
    assertThat(received.get() + lost).isEqualTo(count);
    assertThat(received.get()).isGreaterThan(1 << 13);
  }

  @Test
  void aFullBufferHoldsWhatItHas() throws InterruptedException {
    send(10_000);
    long lost = program.map(LOST).lookup(0).orElseThrow();
    assertThat(lost).isPositive();
    List<Long> received = new ArrayList<>();
    try (var rings = RingBuffers.open(Kernel.local())) {
      rings.add(program.map(EVENTS), Codec.U64, received::add).poll(SOON);
    }
    assertThat(received).isEqualTo(LongStream.range(0, 10_000 - lost).boxed().toList());
  }

  @Test
  void severalBuffersAreReadAtOnce() throws InterruptedException {
    List<String> received = new ArrayList<>();
    try (KernelProgram other = load(SENDING);
        var rings = RingBuffers.open(Kernel.local())) {
      rings.add(program.map(EVENTS), record -> received.add("a"));
      rings.add(other.map(EVENTS), record -> received.add("b"));
      send(1);
      other.testRun(TestRun.onPacket(new byte[14]));
      assertThat(rings.poll(SOON)).isEqualTo(2);
    }
    assertThat(received).containsExactly("a", "b");
  }

  @Test
  void aHandlerThatFailsLosesItsRecordOnly() {
    List<Long> received = new ArrayList<>();
    try (var rings = RingBuffers.open(Kernel.local())) {
      rings.add(
          program.map(EVENTS),
          record -> {
            if (record.getLong(0) == 1) {
              throw new ArithmeticException("one");
            }
            received.add(record.getLong(0));
          });
      send(4);
      assertThatExceptionOfType(ArithmeticException.class).isThrownBy(rings::consume);
      assertThat(rings.consume()).isEqualTo(2);
    }
    assertThat(received).containsExactly(0L, 2L, 3L);
  }

  @Test
  void aRecordIsNotReadBeyondItsEndOrItsTime() {
    List<EventRecord> kept = new ArrayList<>();
    try (var rings = RingBuffers.open(Kernel.local())) {
      rings.add(
          program.map(EVENTS),
          record -> {
            kept.add(record);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> record.getLong(1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> record.getByte(-1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> record.decode(Codec.bytes(9)));
          });
      send(1);
      assertThat(rings.consume()).isEqualTo(1);
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> kept.get(0).getLong(0));
  }

  @Test
  void closingFromAHandlerIsSafe() {
    var rings = RingBuffers.open(Kernel.local());
    rings.add(
        program.map(EVENTS),
        record -> {
          rings.close();
          assertThat(record.getLong(0)).isZero();
        });
    send(3);
    assertThat(rings.consume()).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(() -> rings.poll(SOON));
  }

  @Test
  void closingEndsAWait() throws Exception {
    var rings = RingBuffers.open(Kernel.local()).add(program.map(EVENTS), record -> {});
    CompletableFuture<Integer> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return rings.poll(Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread.sleep(50);
    rings.close();
    rings.close();
    assertThat(waiting.get(5, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void readersLeaveNothing() {
    long before = Descriptors.count();
    for (int i = 0; i < 2_000; i++) {
      RingBuffers.open(Kernel.local()).add(program.map(EVENTS), record -> {}).close();
    }
    assertThat(Descriptors.count()).isEqualTo(before);
  }

  @Test
  void otherMapsAreRefused() {
    try (var rings = RingBuffers.open(Kernel.local())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rings.add(program.map(SENT), record -> {}))
          .withMessageContaining("BPF_MAP_TYPE_ARRAY");
    }
  }
}
