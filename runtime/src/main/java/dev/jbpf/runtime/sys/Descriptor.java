package dev.jbpf.runtime.sys;

import java.util.ArrayList;
import java.util.List;

/**
 * An open file descriptor that closes once, and only when no thread is using it: a number that the
 * kernel has given to another file meanwhile is never used.
 */
public final class Descriptor extends Counted {
  private final BpfSyscalls syscalls;
  private final int number;
  private final List<Lease> leases = new ArrayList<>(0);

  /**
   * Takes over an open descriptor.
   *
   * @param what names it in messages: {@code map counts}
   */
  public Descriptor(BpfSyscalls syscalls, String what, int number) {
    super(what);
    this.syscalls = syscalls;
    this.number = number;
  }

  /**
   * {@return the number, to be used until {@link #release}}
   *
   * @throws IllegalStateException if it is closed
   */
  public int acquire() {
    enter();
    return number;
  }

  /**
   * {@return what lets the calling thread use this for short calls; the caller keeps it for the
   * next one}
   *
   * @param scratch the calling thread's
   */
  public synchronized Lease lease(Scratch scratch) {
    return leases.stream().filter(Lease::isMine).findFirst().orElseGet(() -> newLease(scratch));
  }

  private Lease newLease(Scratch scratch) {
    leases.removeIf(lease -> !lease.isNeeded());
    Lease lease = new Lease(this, scratch.element());
    leases.add(lease);
    return lease;
  }

  /** {@return the number, for who has a lease} */
  int openNumber() {
    requireOpen();
    return number;
  }

  @Override
  protected synchronized void awaitOthers() {
    leases.removeIf(Lease::isMine);
    if (!leases.isEmpty()) {
      Membarrier.heavy();
      leases.forEach(Lease::awaitIdle);
    }
  }

  /** What close(2) reports is of no use to anybody: the descriptor is gone in any case. */
  @Override
  protected void free() {
    syscalls.call(Syscall.CLOSE, number, 0, 0);
  }
}
