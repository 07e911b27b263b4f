package dev.jbpf.verifier.facts;

/** The least and the greatest number that a program may return, signed, 32 bits. */
public record ReturnRange(int min, int max) {
  /** {@return whether all from {@code least} to {@code greatest} may be returned} */
  public boolean holds(long least, long greatest) {
    return least >= min && greatest <= max;
  }
}
