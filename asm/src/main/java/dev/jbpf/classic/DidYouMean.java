package dev.jbpf.classic;

import dev.jbpf.diag.Suggestions;
import java.util.Collection;

/** Notes that name what somebody most likely meant; none where looking would take long. */
final class DidYouMean {
  private static final int LONGEST = 64;
  private static final int MOST = 4096;

  private DidYouMean() {}

  /** {@return the note that names the candidate nearest to {@code word}, or no note} */
  static String[] notes(String word, Collection<String> candidates) {
    if (word.length() > LONGEST || candidates.size() > MOST) {
      return new String[0];
    }
    return Suggestions.nearest(word, candidates).stream()
        .map(found -> "did you mean '" + found + "'?")
        .toArray(String[]::new);
  }
}
