package dev.jbpf.verifier.state;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a program has taken and must give back. Immutable.
 *
 * @param references of objects, in the order in which they were acquired
 * @param locks that are held, in the order in which they were taken
 * @param readers how many RCU sections are open
 * @param preemptions how many sections without preemption are open
 * @param interrupts the identities of interrupt flags that were saved, in order
 */
public record Held(
    int[] references, List<HeldLock> locks, int readers, int preemptions, int[] interrupts) {
  /** What is held; {@code locks} are copied. */
  public Held {
    locks = List.copyOf(locks);
  }

  private static final int[] EMPTY = {};

  /** Nothing is held. */
  public static final Held NOTHING = new Held(EMPTY, List.of(), 0, 0, EMPTY);

  /** {@return the same, and that reference} */
  public Held acquire(int reference) {
    int[] more = Arrays.copyOf(references, references.length + 1);
    more[references.length] = reference;
    return new Held(more, locks, readers, preemptions, interrupts);
  }

  /** {@return the same without that reference} */
  public Held release(int reference) {
    int[] fewer = Arrays.stream(references).filter(held -> held != reference).toArray();
    return new Held(fewer, locks, readers, preemptions, interrupts);
  }

  /** {@return whether that reference is held} */
  public boolean has(int reference) {
    return Arrays.stream(references).anyMatch(held -> held == reference);
  }

  /** {@return the same, and that lock} */
  public Held locking(HeldLock lock) {
    return new Held(
        references,
        Stream.concat(locks.stream(), Stream.of(lock)).toList(),
        readers,
        preemptions,
        interrupts);
  }

  /** {@return the same without the lock that was taken last} */
  public Held unlocked() {
    return new Held(
        references, locks.subList(0, locks.size() - 1), readers, preemptions, interrupts);
  }

  /** {@return the lock that was taken last; there has to be one} */
  public HeldLock lastLock() {
    return locks.get(locks.size() - 1);
  }

  /** {@return the same with so many RCU sections open} */
  public Held reading(int sections) {
    return new Held(references, locks, sections, preemptions, interrupts);
  }

  /** {@return the same with so many sections without preemption open} */
  public Held undisturbed(int sections) {
    return new Held(references, locks, readers, sections, interrupts);
  }

  /** {@return the same with these flags of interrupts saved} */
  public Held masking(int... flags) {
    return new Held(references, locks, readers, preemptions, flags);
  }

  /** {@return whether a section is open in which nothing may sleep} */
  public boolean isUndisturbed() {
    return readers > 0 || preemptions > 0 || interrupts.length > 0;
  }

  /** {@return whether a lock is held} */
  public boolean isLocked() {
    return !locks.isEmpty();
  }
}
