package dev.jbpf.runtime.event;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.time.Duration;

/**
 * Waits until one of several descriptors can be read, or {@link #wake} is called. Source: epoll(7),
 * eventfd(2).
 */
final class Poll implements AutoCloseable {
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLLIN = 1;
  private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
  private static final int SIGNAL_SET_SIZE = 8;
  private static final int MAX_EVENTS = 16;

  /** Interrupts are noticed at least this often: native code does not see them. */
  private static final long SLICE_MILLIS = 100;

  private final BpfSyscalls syscalls;
  private final Descriptor epoll;
  private final Descriptor waker;
  private final NativeMemory events;
  private final NativeMemory one;

  private Poll(BpfSyscalls syscalls, Descriptor epoll, Descriptor waker) {
    this.syscalls = syscalls;
    this.epoll = epoll;
    this.waker = waker;
    this.events = NativeMemory.ofSize(syscalls, MAX_EVENTS * 2 * Long.BYTES);
    this.one = NativeMemory.ofSize(syscalls, Long.BYTES);
  }

  /**
   * {@return one that waits for nothing yet}
   *
   * @throws SyscallException if the kernel refuses
   */
  static Poll open(BpfSyscalls syscalls) {
    long epoll = require(syscalls.call(Syscall.EPOLL_CREATE1, EPOLL_CLOEXEC, 0, 0));
    Descriptor descriptor = new Descriptor(syscalls, "epoll", (int) epoll);
    try {
      return new Poll(syscalls, descriptor, waker(syscalls)).waking();
    } catch (RuntimeException | Error e) {
      descriptor.close();
      throw e;
    }
  }

  private static Descriptor waker(BpfSyscalls syscalls) {
    long waker = require(syscalls.call(Syscall.EVENTFD2, 0, EFD_CLOEXEC_NONBLOCK, 0));
    return new Descriptor(syscalls, "event", (int) waker);
  }

  private Poll waking() {
    try {
      add(waker);
      return this;
    } catch (RuntimeException | Error e) {
      waker.close();
      throw e;
    }
  }

  private static long require(long result) {
    if (result < 0) {
      throw new SyscallException("cannot wait for events", Errno.ofResult(result));
    }
    return result;
  }

  /** Waits for that, too. */
  void add(Descriptor descriptor) {
    NativeMemory event = NativeMemory.ofSize(syscalls, 2 * Long.BYTES);
    event.bytes().putInt(0, EPOLLIN);
    int fd = descriptor.acquire();
    int poll = epoll.acquire();
    try {
      require(syscalls.call(Syscall.EPOLL_CTL, poll, EPOLL_CTL_ADD, fd, event.address(), 0, 0));
    } finally {
      epoll.release();
      descriptor.release();
      Reference.reachabilityFence(event);
    }
  }

  /**
   * Waits, at most that long.
   *
   * @return whether there is something to read, or somebody called {@link #wake} or {@link #close}
   * @throws InterruptedException if the thread is interrupted
   */
  boolean await(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    int fd = epoll.acquire();
    try {
      while (!epoll.isClosed()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        long left = Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
        if (await(fd, Math.min(left, SLICE_MILLIS))) {
          return true;
        }
        if (left == 0) {
          return false;
        }
      }
      return true;
    } finally {
      epoll.release();
      Reference.reachabilityFence(this);
    }
  }

  private boolean await(int fd, long millis) {
    long result =
        syscalls.call(
            Syscall.EPOLL_PWAIT, fd, events.address(), MAX_EVENTS, millis, 0, SIGNAL_SET_SIZE);
    return !Errno.EINTR.is(result) && require(result) > 0;
  }

  /** Ends a wait that is going on, or the next one at once. */
  void wake() {
    one.bytes().putLong(0, 1);
    int fd = waker.acquire();
    try {
      syscalls.call(Syscall.WRITE, fd, one.address(), Long.BYTES);
    } finally {
      waker.release();
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    epoll.close();
    waker.close();
  }
}
