package dev.jbpf.runtime.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  /** Records what is closed. */
  private static final class Closes implements BpfSyscalls {
    final List<Long> closed = new CopyOnWriteArrayList<>();

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      assertThat(call).isEqualTo(Syscall.CLOSE);
      closed.add(a);
      return 0;
    }

    @Override
    public long address(ByteBuffer direct) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ByteBuffer view(long address, int bytes) {
      throw new UnsupportedOperationException();
    }
  }

  private final Closes closes = new Closes();
  private final Descriptor descriptor = new Descriptor(closes, "map m", 7);

  @Test
  void closesOnce() {
    descriptor.close();
    descriptor.close();
    assertThat(closes.closed).containsExactly(7L);
    assertThat(descriptor.isClosed()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(descriptor::acquire)
        .withMessage("map m is closed");
  }

  @Test
  void closesWhenTheLastUseEnds() {
    assertThat(descriptor.acquire()).isEqualTo(7);
    assertThat(descriptor.acquire()).isEqualTo(7);
    descriptor.close();
    descriptor.release();
    assertThat(closes.closed).isEmpty();
    descriptor.release();
    assertThat(closes.closed).containsExactly(7L);
  }

  @Test
  void nobodyUsesWhatIsClosed() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      race();
    }
  }

  private void race() throws InterruptedException {
    Closes calls = new Closes();
    Descriptor raced = new Descriptor(calls, "raced", 3);
    AtomicBoolean usedClosed = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      threads.execute(
          () -> {
            started.countDown();
            use(raced, calls, usedClosed);
          });
    }
    started.await();
    raced.close();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(usedClosed).isFalse();
    assertThat(calls.closed).containsExactly(3L);
  }

  private static void use(Descriptor raced, Closes calls, AtomicBoolean usedClosed) {
    try {
      while (true) {
        raced.acquire();
        usedClosed.compareAndSet(false, !calls.closed.isEmpty());
        raced.release();
      }
    } catch (IllegalStateException closed) {
      // That is how a use after the close ends.
    }
  }
}
