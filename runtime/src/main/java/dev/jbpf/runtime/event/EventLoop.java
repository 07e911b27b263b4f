package dev.jbpf.runtime.event;

import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Waits for several buffers and empties them. Whoever closes it, and when: memory that somebody is
 * reading is not taken away before the reading ends.
 */
final class EventLoop implements AutoCloseable {
  /** A buffer. */
  interface Source extends AutoCloseable {
    /** Hands records over as long as {@code isOpen}; {@return how many} */
    int consume(BooleanSupplier isOpen);

    @Override
    void close();
  }

  private final String what;
  private final Poll poll;
  private final List<Source> sources = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final BooleanSupplier isOpen = () -> !this.isClosed;
  private volatile boolean isClosed;
  private boolean isFreed;

  EventLoop(BpfSyscalls syscalls, String what) {
    this.what = what;
    this.poll = Poll.open(syscalls);
  }

  /** Takes over {@code source}, which has something when {@code descriptor} can be read. */
  void add(Source source, Descriptor descriptor) {
    lock.lock();
    try {
      requireOpen();
      poll.add(descriptor);
      sources.add(source);
    } catch (RuntimeException | Error e) {
      source.close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  int poll(Duration timeout) throws InterruptedException {
    requireOpen();
    requireNoHandler();
    int count = consume();
    return count == 0 && await(timeout) ? consume() : count;
  }

  /** Closing ends the wait, and the descriptor that is waited for. */
  private boolean await(Duration timeout) throws InterruptedException {
    try {
      return !isClosed && poll.await(timeout) && !isClosed;
    } catch (IllegalStateException e) {
      if (isClosed) {
        return false;
      }
      throw e;
    }
  }

  int consume() {
    requireNoHandler();
    lock.lock();
    try {
      int count = 0;
      for (int i = 0; i < sources.size() && !isClosed; i++) {
        count += sources.get(i).consume(isOpen);
      }
      return count;
    } finally {
      if (isClosed) {
        free();
      }
      lock.unlock();
    }
  }

  /** What the handler's caller is about to give back would be handed over again. */
  private void requireNoHandler() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "a handler of " + what + " cannot read on: it returns, and the next record comes");
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException(what + " is closed");
    }
  }

  /** Not from within a handler, whose caller still looks at the memory: that does it itself. */
  private void free() {
    if (!isFreed && lock.getHoldCount() == 1) {
      isFreed = true;
      sources.forEach(Source::close);
      poll.close();
    }
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    poll.wake();
    lock.lock();
    try {
      free();
    } finally {
      lock.unlock();
    }
  }
}
