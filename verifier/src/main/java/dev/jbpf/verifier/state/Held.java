package dev.jbpf.verifier.state;

import java.util.Arrays;

/**
 * What a program has taken and must give back. Immutable.
 *
 * @param references of objects, in the order in which they were acquired
 * @param lock the identity of the value whose spin lock is held; 0 if none is
 * @param lockedMap what tells that map from others
 * @param readers how many RCU sections are open
 * @param preemptions how many sections without preemption are open
 * @param interrupts the identities of interrupt flags that were saved, in order
 */
public record Held(
    int[] references, int lock, Object lockedMap, int readers, int preemptions, int[] interrupts) {
  private static final int[] EMPTY = {};

  /** Nothing is held. */
  public static final Held NOTHING = new Held(EMPTY, 0, "", 0, 0, EMPTY);

  /** {@return the same, and that reference} */
  public Held acquire(int reference) {
    int[] more = Arrays.copyOf(references, references.length + 1);
    more[references.length] = reference;
    return new Held(more, lock, lockedMap, readers, preemptions, interrupts);
  }

  /** {@return the same without that reference} */
  public Held release(int reference) {
    int[] fewer = Arrays.stream(references).filter(held -> held != reference).toArray();
    return new Held(fewer, lock, lockedMap, readers, preemptions, interrupts);
  }

  /** {@return whether that reference is held} */
  public boolean has(int reference) {
    return Arrays.stream(references).anyMatch(held -> held == reference);
  }

  /** {@return the same with that lock} */
  public Held locked(int newLock, Object map) {
    return new Held(references, newLock, map, readers, preemptions, interrupts);
  }

  /** {@return the same with so many RCU sections open} */
  public Held reading(int sections) {
    return new Held(references, lock, lockedMap, sections, preemptions, interrupts);
  }

  /** {@return the same with so many sections without preemption open} */
  public Held undisturbed(int sections) {
    return new Held(references, lock, lockedMap, readers, sections, interrupts);
  }

  /** {@return the same with these flags of interrupts saved} */
  public Held masking(int... flags) {
    return new Held(references, lock, lockedMap, readers, preemptions, flags);
  }

  /** {@return whether a section is open in which nothing may sleep} */
  public boolean isUndisturbed() {
    return readers > 0 || preemptions > 0 || interrupts.length > 0;
  }

  /** {@return whether a spin lock is held} */
  public boolean isLocked() {
    return lock != 0;
  }
}
