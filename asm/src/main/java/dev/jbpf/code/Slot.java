package dev.jbpf.code;

/**
 * The number of a slot of a program, counted from 0. Not the index of an element: {@code lddw}
 * takes two slots.
 *
 * @param number 0 or more
 */
public record Slot(int number) implements Comparable<Slot> {

  /**
   * The slot of that number.
   *
   * @throws IndexOutOfBoundsException if {@code number} is negative
   */
  public Slot {
    if (number < 0) {
      throw new IndexOutOfBoundsException(number);
    }
  }

  @Override
  public int compareTo(Slot other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
