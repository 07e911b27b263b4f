package dev.jbpf.diag.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Finds the name that somebody most likely meant. */
public final class Suggestions {
  private Suggestions() {}

  /** So many letters say enough for what follows them to be forgotten. */
  private static final int ENOUGH = 5;

  /** Words and lists that are longer are not looked at. */
  private static final int LONGEST = 64;

  private static final int MOST = 4096;

  /**
   * {@return the candidate nearest to {@code word}, if one is near: one letter may be wrong,
   * missing, too many or exchanged with its neighbour; else the shortest that {@code word} is the
   * beginning of; else a third of its letters, at most three, may be wrong}
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    Optional<String> near = within(1, word, candidates);
    if (near.isEmpty() && word.length() >= ENOUGH) {
      near =
          candidates.stream()
              .filter(candidate -> candidate.startsWith(word))
              .min(
                  Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }
    int limit = Math.min(3, word.length() / 3);
    return near.isEmpty() && limit > 1 ? within(limit, word, candidates) : near;
  }

  /**
   * {@return the note that asks whether the candidate nearest to {@code word} was meant; none, if
   * none is near, or looking would take long}
   */
  public static String[] notes(String word, Collection<String> candidates) {
    if (word.length() > LONGEST || candidates.size() > MOST) {
      return new String[0];
    }
    return nearest(word, candidates).map(Suggestions::didYouMean).stream().toArray(String[]::new);
  }

  /** {@return the note that asks whether {@code name} was meant} */
  public static String didYouMean(String name) {
    return "did you mean '" + name + "'?";
  }

  private static Optional<String> within(int most, String word, Collection<String> candidates) {
    int limit = most;
    String best = null;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) > limit) {
        continue;
      }
      int distance = distance(word, candidate, limit);
      if (distance <= limit) {
        best = candidate;
        limit = distance - 1;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * {@return what {@code all} has under {@code name}}
   *
   * @param owner what should have it, for the message
   * @param what is looked for: {@code map}, {@code program}
   * @throws IllegalArgumentException if it has nothing; lists what there is
   */
  public static <T> T require(String owner, String what, String name, Map<String, T> all) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          String.format(
              "%s has no %s '%s'%s",
              owner,
              what,
              name,
              nearest(name, all.keySet())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse("; it has " + all.keySet())));
    }
    return found;
  }

  /** The optimal string alignment distance, or more than {@code limit}. */
  private static int distance(String a, String b, int limit) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int smallest = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        smallest = Math.min(smallest, row[j]);
      }
      if (smallest > limit) {
        return limit + 1;
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
