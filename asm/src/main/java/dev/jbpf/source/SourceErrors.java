package dev.jbpf.source;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.diag.text.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with a source, gathered in any order. */
public final class SourceErrors {
  /** A source with more errors than this is not what somebody will mend by hand. */
  static final int MOST = 100_000;

  private static final int MOST_COMPARISONS = 500_000;
  private static final int LONGEST_WORD = 64;

  /** How much of a line of an expansion is shown, in bytes. */
  private static final int LONGEST_LINE = 120;

  private final SourceFile source;
  private final List<At> found = new ArrayList<>();
  private int comparisons;
  private boolean hasErrors;

  private final Map<Question, Optional<String>> known = new HashMap<>();

  /** A word that was looked up already, among so many candidates. */
  private record Question(String word, int candidates) {}

  private record At(int offset, Diagnostic diagnostic) {}

  public SourceErrors(SourceFile source) {
    this.source = source;
  }

  /** Notes an error about the bytes from {@code from} to {@code to}. */
  public void add(DiagnosticCode code, int from, int to, String message, String... notes) {
    add(Severity.ERROR, code, from, to, message, notes);
  }

  /** Notes something about the bytes from {@code from} to {@code to}. */
  public void add(
      Severity severity, DiagnosticCode code, int from, int to, String message, String... notes) {
    hasErrors |= severity == Severity.ERROR;
    if (found.size() >= MOST) {
      tooMany(from);
      return;
    }
    int length = source.isExpansion(from) ? 1 : Math.max(1, source.characters(from, to));
    List<String> useful = new ArrayList<>();
    for (String note : notes) {
      if (!note.isEmpty()) {
        useful.add(note);
      }
    }
    if (source.isExpansion(from)) {
      useful.add("in " + source.nameAt(from) + ": `" + source.lineAt(from, LONGEST_LINE) + "`");
    }
    found.add(
        new At(from, new Diagnostic(severity, code, message, source.origin(from), length, useful)));
  }

  private void tooMany(int from) {
    if (!isFull()) {
      String end = "more than " + MOST + " errors: the rest is not looked at";
      found.add(
          new At(
              Integer.MAX_VALUE,
              Diagnostic.error(DiagnosticCode.TOO_MANY_ERRORS, end, source.origin(from), 1)));
    }
  }

  /** {@return whether nothing more is taken in} */
  public boolean isFull() {
    return found.size() > MOST;
  }

  /** {@return how many there are so far} */
  public int count() {
    return found.size();
  }

  /** Takes back what was noted since there were {@code count}. */
  public void forget(int count) {
    found.subList(count, found.size()).clear();
    hasErrors = found.stream().anyMatch(at -> at.diagnostic().severity() == Severity.ERROR);
  }

  public boolean hasErrors() {
    return hasErrors;
  }

  /** {@return {@code did you mean 'x'?} for the candidate nearest to {@code word}, or nothing} */
  public String didYouMean(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(Suggestions::didYouMean).orElse("");
  }

  /** {@return the candidate nearest to {@code word}; none once very many were looked at} */
  Optional<String> nearest(String word, Collection<String> candidates) {
    if (comparisons > MOST_COMPARISONS || word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    return known.computeIfAbsent(
        new Question(word, candidates.size()),
        question -> {
          comparisons += candidates.size();
          return Suggestions.nearest(word, candidates);
        });
  }

  /** {@return all, in the order of the source} */
  public List<Diagnostic> sorted() {
    if (found.isEmpty()) {
      return List.of();
    }
    return found.stream().sorted(Comparator.comparingInt(At::offset)).map(At::diagnostic).toList();
  }
}
