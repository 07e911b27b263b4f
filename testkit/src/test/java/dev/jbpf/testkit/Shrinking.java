package dev.jbpf.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes what a test has found small enough to be read. */
final class Shrinking {
  private Shrinking() {}

  /** {@return {@code items} without those, from the last to the first, that are not needed} */
  static <T> List<T> smallest(List<T> items, Predicate<List<T>> stillFails) {
    List<T> kept = new ArrayList<>(items);
    for (int i = kept.size() - 1; i >= 0; i--) {
      List<T> fewer = new ArrayList<>(kept);
      fewer.remove(i);
      if (stillFails.test(fewer)) {
        kept = fewer;
      }
    }
    return kept;
  }
}
