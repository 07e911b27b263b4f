package dev.jbpf.verifier.state;

/**
 * A lock that is held.
 *
 * @param kind which functions take it and give it back
 * @param id what tells its value or object from others
 * @param of the map, or what else it is of
 */
public record HeldLock(Kind kind, int id, Object of) {
  /** Which functions take a lock and give it back. */
  public enum Kind {
    /** {@code bpf_spin_lock}: one at a time. */
    SPIN,
    /** {@code bpf_res_spin_lock}, which may fail: several, given back in reverse. */
    RESILIENT,
    /** {@code bpf_res_spin_lock_irqsave}: the same, without interrupts. */
    RESILIENT_MASKING
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeldLock lock
        && kind == lock.kind
        && id == lock.id
        && of.equals(lock.of);
  }

  /** {@return whether it is the lock of that value or object} */
  public boolean is(int otherId, Object other) {
    return id == otherId && of.equals(other);
  }
}
