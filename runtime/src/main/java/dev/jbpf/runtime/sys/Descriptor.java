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
   * {@return what lets the calling thread use this map for calls on one element; the caller keeps
   * it for the next one}
   *
   * @param keySize the number of bytes of the map's keys, always the same
   * @param valueSize that of its values
   * @throws IllegalStateException if it is closed
   */
  public synchronized Lease lease(int keySize, int valueSize) {
    if (isClosed()) {
      throw closed();
    }
    return leases.stream()
        .filter(Lease::isMine)
        .findFirst()
        .orElseGet(() -> newLease(keySize, valueSize));
  }

  private Lease newLease(int keySize, int valueSize) {
    leases.removeIf(lease -> !lease.isNeeded());
    Lease lease = new Lease(this, syscalls, number, keySize, valueSize);
    leases.add(lease);
    return lease;
  }

  @Override
  protected synchronized void awaitOthers() {
    leases.forEach(Lease::end);
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
