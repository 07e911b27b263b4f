package dev.jbpf.runtime.sys;

/**
 * An open file descriptor that closes once, and only when no thread is using it: a number that the
 * kernel has given to another file meanwhile is never used.
 */
public final class Descriptor extends ReferenceCounted {
  private final BpfSyscalls syscalls;
  private final int number;
  private final Leases leases = new Leases();

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
   * {@return what lets the calling thread use this map for calls on one element} Each thread has
   * one of its own, found in the same time however many there are.
   *
   * @param keySize the number of bytes of the map's keys, always the same
   * @param valueSize that of its values
   * @throws IllegalStateException if it is closed
   */
  public Lease lease(int keySize, int valueSize) {
    Lease mine = leases.find();
    if (mine != null && !isClosed()) {
      return mine;
    }
    Lease made = new Lease(toString(), syscalls, number, keySize, valueSize);
    if (!leases.add(made)) {
      throw closed(toString());
    }
    return made;
  }

  @Override
  protected void awaitOthers() {
    leases.end();
  }

  /** What close(2) reports is of no use to anybody: the descriptor is gone in any case. */
  @Override
  protected void free() {
    syscalls.call(Syscall.CLOSE, number, 0, 0);
  }
}
