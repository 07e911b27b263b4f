package dev.jbpf.runtime.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final int LOOKUP = 1;

  /** Notes whether a call on the descriptor begins, or goes on, when it is closed. */
  private static final class Watching implements BpfSyscalls {
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final AtomicBoolean wasUsedClosed = new AtomicBoolean();

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      if (call == Syscall.CLOSE) {
        isClosed.set(true);
      } else {
        wasUsedClosed.compareAndSet(false, isClosed.get());
        Thread.onSpinWait();
        wasUsedClosed.compareAndSet(false, isClosed.get());
      }
      return 0;
    }

    @Override
    public long address(ByteBuffer direct) {
      return 4096;
    }

    @Override
    public ByteBuffer view(long address, int bytes) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aThreadKeepsItsLease() throws InterruptedException {
    Watching calls = new Watching();
    Descriptor descriptor = new Descriptor(calls, "map m", 7);
    Lease mine = descriptor.lease(8, 8);
    assertThat(descriptor.lease(8, 8)).isSameAs(mine);
    assertThat(mine.isMine()).isTrue();
    Thread other = new Thread(() -> descriptor.lease(8, 8));
    other.start();
    other.join();
    assertThat(descriptor.lease(8, 8)).isSameAs(mine);
    descriptor.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> mine.get(LOOKUP))
        .withMessage("map m is closed");
    assertThatIllegalStateException()
        .isThrownBy(() -> descriptor.lease(8, 8))
        .withMessage("map m is closed");
  }

  @Test
  void nobodyUsesWhatIsClosed() throws InterruptedException {
    for (int round = 0; round < 500; round++) {
      race();
    }
  }

  private static void race() throws InterruptedException {
    Watching calls = new Watching();
    Descriptor raced = new Descriptor(calls, "raced", 3);
    CountDownLatch started = new CountDownLatch(3);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    for (int i = 0; i < 3; i++) {
      threads.execute(() -> use(raced, started));
    }
    started.await();
    raced.close();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(calls.isClosed).isTrue();
    assertThat(calls.wasUsedClosed).isFalse();
  }

  private static void use(Descriptor raced, CountDownLatch started) {
    Lease lease = raced.lease(8, 8);
    started.countDown();
    try {
      while (true) {
        lease.get(LOOKUP);
      }
    } catch (IllegalStateException closed) {
      // That is how a use after the close ends.
    }
  }
}
