package dev.jbpf.testkit;

import java.util.ArrayList;
import java.util.List;

/** What the programs of a test did on one engine. */
final class Transcript {
  private final TestEngine engine;
  private final List<String> outcomes = new ArrayList<>();

  Transcript(TestEngine engine) {
    this.engine = engine;
  }

  TestEngine engine() {
    return engine;
  }

  void add(Outcome outcome) {
    outcomes.add(outcome.summary());
  }

  /** Fails if the other engine's programs did something else. */
  void requireSame(Transcript other) {
    int both = Math.min(outcomes.size(), other.outcomes.size());
    for (int i = 0; i < both; i++) {
      if (!outcomes.get(i).equals(other.outcomes.get(i))) {
        throw new AssertionError(
            "the engines disagree on run " + (i + 1) + describe(i) + other.describe(i));
      }
    }
    if (outcomes.size() != other.outcomes.size()) {
      throw new AssertionError(
          "the engines did not run as often: " + counted() + ", " + other.counted());
    }
  }

  private String describe(int index) {
    return System.lineSeparator() + "  " + engine + ": " + outcomes.get(index);
  }

  private String counted() {
    return engine + " " + outcomes.size() + " times";
  }
}
