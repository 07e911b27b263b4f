package dev.jbpf.runtime.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final int LOOKUP = 1;

  /** With more than there are processors, most of the time would go into waiting for one. */
  private static final int USERS = 2;

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
  @DisplayName("R26: a thread finds its lease without making anything, beside many others")
  void findingMakesNothing() throws Exception {
    Descriptor descriptor = new Descriptor(new Watching(), "map m", 7);
    ExecutorService threads = Executors.newFixedThreadPool(200);
    try {
      CountDownLatch all = new CountDownLatch(200);
      for (int i = 0; i < 200; i++) {
        threads.execute(
            () -> {
              descriptor.lease(8, 8);
              all.countDown();
            });
      }
      all.await();
      assertThat(find(descriptor, 100_000)).isLessThan(10_000);
    } finally {
      threads.shutdown();
    }
  }

  /** {@return how many bytes the calling thread took from the heap meanwhile} */
  private static long find(Descriptor descriptor, int times) {
    var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Lease mine = descriptor.lease(8, 8);
    long id = Thread.currentThread().getId();
    long before = memory.getThreadAllocatedBytes(id);
    for (int i = 0; i < times; i++) {
      if (descriptor.lease(8, 8) != mine) {
        throw new AssertionError("another lease");
      }
    }
    return memory.getThreadAllocatedBytes(id) - before;
  }

  @Test
  @DisplayName("R26: finished threads are not kept")
  void finishedThreadsAreNotKept() throws InterruptedException {
    Leases leases = new Leases();
    List<WeakReference<Thread>> finished = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      finished.add(new WeakReference<>(finishedUserOf(leases)));
    }
    for (int i = 0; i < 100 && leases.count() + kept(finished) > 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(leases.count()).isZero();
    assertThat(kept(finished)).isZero();
  }

  private static long kept(List<WeakReference<Thread>> threads) {
    return threads.stream().filter(thread -> !thread.refersTo(null)).count();
  }

  private static Thread finishedUserOf(Leases leases) throws InterruptedException {
    Thread thread = new Thread(() -> leases.add(new Lease("map m", new Watching(), 7, 8, 8)));
    thread.start();
    thread.join();
    return thread;
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
    CountDownLatch started = new CountDownLatch(USERS);
    ExecutorService threads = Executors.newFixedThreadPool(USERS);
    for (int i = 0; i < USERS; i++) {
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
