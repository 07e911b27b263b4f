package dev.jbpf.methods.plain;

/** A tail call: the run goes on, and ends, in another program. */
@SuppressWarnings("serial")
public final class TailCalled extends RuntimeException {
  private final long result;

  /** The other program returned that. */
  public TailCalled(long result) {
    super("ended in another program", null, false, false);
    this.result = result;
  }

  /** {@return what the other program returned} */
  public long result() {
    return result;
  }
}
