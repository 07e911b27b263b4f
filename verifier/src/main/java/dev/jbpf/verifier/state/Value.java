package dev.jbpf.verifier.state;

/** What a register holds. Immutable, but for the mark of {@link Num#demand}. */
public abstract sealed class Value permits Value.Unwritten, Num, Pointer {
  /** A register that nothing was written to, or that a call took away. */
  public static final Value UNWRITTEN = new Unwritten();

  Value() {}

  /** Nothing that may be read. */
  static final class Unwritten extends Value {
    @Override
    public String toString() {
      return "unwritten";
    }
  }

  /** {@return whether it may be read} */
  public boolean isWritten() {
    return this != UNWRITTEN;
  }
}
