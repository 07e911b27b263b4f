package dev.jbpf.text.paste;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.state.AssemblyState;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where the instructions of a dump belong, by the numbers in front of them. A verifier's log walks
 * through the program along its branches: what it passes twice is taken once, and what it comes to
 * later is put in its place.
 */
final class DumpSlots {
  private static final int MOST_MISSING = 1 << 20;

  private final AssemblyState state;
  private final SourceErrors errors;

  /** The slot of the section at which the dump's numbers start, once one has begun. */
  private int base;

  private boolean hasBegun;

  /** The slots that the dump has passed over so far, and the lines that did. */
  private final NavigableMap<Integer, Integer> missing = new TreeMap<>();

  /** Where the section ends, while a line goes to a slot before that; 0 if none does. */
  private int resumeAt;

  DumpSlots(AssemblyState state) {
    this.state = state;
    this.errors = state.errors;
  }

  private CodeImage code() {
    return state.sections.current.code;
  }

  boolean hasBegun() {
    return hasBegun;
  }

  /** Lets number {@code slot} stand for the next slot of the section. */
  void begin(long slot) {
    hasBegun = true;
    base = (int) (code().size() - slot);
  }

  /** {@return whether the slot is not there yet; what comes next goes to it} */
  boolean begins(long slot, int from) {
    CodeImage code = code();
    if (!hasBegun) {
      begin(slot <= code.size() ? slot : 0);
    }
    long place = base + slot;
    if (place > code.size() + MOST_MISSING) {
      errors.add(DiagnosticCode.DUMP_GAP, from, from, "this is too far behind the line before it");
      return false;
    }
    while (place > code.size()) {
      missing.put(code.size(), from);
      code.add(0, from);
    }
    if (place < code.size() && missing.remove((int) place) != null) {
      goTo((int) place);
      return true;
    }
    return place == code.size();
  }

  /** Lets the line that is being read replace the instruction that {@code slot} has. */
  void replace(long slot) {
    goTo(place(slot));
  }

  private void goTo(int place) {
    resumeAt = Math.max(resumeAt, code().size());
    code().goTo(place);
  }

  /** {@return the place of number {@code slot} in the section} */
  int place(long slot) {
    return (int) (base + slot);
  }

  /** {@return whether the dump has had the instruction {@code slot}} */
  boolean isRead(long slot) {
    int place = place(slot);
    return place >= 0 && place < code().size() && !missing.containsKey(place);
  }

  /** {@return how many bytes the section had where the dump's number 0 is} */
  long baseBytes() {
    return base * 8L;
  }

  /** Goes on at the end of the section, if the line that ends here went to a place before it. */
  void endLine() {
    if (resumeAt > 0) {
      missing.remove(code().size() - 1);
      code().goTo(Math.max(resumeAt, code().size()));
      resumeAt = 0;
    }
  }

  private void gap(int first, int last, int from) {
    errors.add(
        DiagnosticCode.DUMP_GAP,
        from,
        from,
        first == last
            ? "the dump has no instruction " + first
            : "the dump has no instructions " + first + " to " + last,
        "a verifier log shows only what the verifier came to");
  }

  /** Says which instructions are missing, and forgets the dump. */
  void finish() {
    while (!missing.isEmpty()) {
      Map.Entry<Integer, Integer> first = missing.pollFirstEntry();
      int last = first.getKey();
      while (missing.remove(last + 1) != null) {
        last++;
      }
      gap(first.getKey() - base, last - base, first.getValue());
    }
    missing.clear();
    hasBegun = false;
  }
}
