package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fact about today's kernels, and what stood in its place before. Tables write the older ones as
 * {@code NAME<VERSION}: on kernels before that version.
 */
final class Dated<T> {
  private static final char BEFORE = '<';

  private final NavigableMap<KernelVersion, T> older = new TreeMap<>();
  private Optional<T> now = Optional.empty();

  /** A name of a table, and before which kernel its row holds; empty if on all of today. */
  record Name(String text, Optional<KernelVersion> before) {
    static Name parse(String word) {
      int at = word.indexOf(BEFORE);
      return at < 0
          ? new Name(word, Optional.empty())
          : new Name(
              word.substring(0, at), Optional.of(KernelVersion.parse(word.substring(at + 1))));
    }

    boolean holdsFor(KernelVersion version) {
      return before.isEmpty() || before.get().compareTo(version) > 0;
    }
  }

  void put(Name name, T value) {
    if (name.before().isPresent()) {
      older.put(name.before().get(), value);
    } else {
      now = Optional.of(value);
    }
  }

  /** {@return what kernels of that version have} */
  Optional<T> at(KernelVersion version) {
    Map.Entry<KernelVersion, T> before = older.higherEntry(version);
    return before == null ? now : Optional.of(before.getValue());
  }
}
