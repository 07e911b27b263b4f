package dev.jbpf.testkit;

import dev.jbpf.testkit.text.Difference;
import dev.jbpf.testkit.world.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the programs of a test did on one engine, on whichever of its threads. */
final class Transcript {
  private final TestEngine engine;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<Thread> threads = new HashSet<>();
  private final Map<Outcome, Explanation> explanations = new IdentityHashMap<>();
  private final List<AutoCloseable> resources = new ArrayList<>();

  Transcript(TestEngine engine) {
    this.engine = engine;
  }

  TestEngine engine() {
    return engine;
  }

  synchronized void add(Outcome outcome) {
    outcomes.add(outcome);
    threads.add(Thread.currentThread());
  }

  synchronized void explain(Outcome outcome, Explanation explanation) {
    explanations.put(outcome, explanation);
  }

  synchronized void closeLater(AutoCloseable resource) {
    resources.add(resource);
  }

  synchronized void close() {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + resource, e);
      }
    }
    resources.clear();
  }

  /** What several threads did comes in no order. */
  private synchronized List<Outcome> inOrder() {
    List<Outcome> all = new ArrayList<>(outcomes);
    if (threads.size() > 1) {
      all.sort(Comparator.comparing(Outcome::summary));
    }
    return all;
  }

  /** Fails if the other engine's programs did something else. */
  void requireSame(Transcript other) {
    List<Outcome> here = inOrder();
    List<Outcome> there = other.inOrder();
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      int run = i + 1;
      Optional<String> difference =
          Difference.between(engine.name(), here.get(i), other.engine.name(), there.get(i));
      difference.ifPresent(
          text -> {
            String place = divergence(here.get(run - 1), other);
            throw new AssertionError("the engines disagree on run " + run + text + place);
          });
    }
    if (here.size() != there.size()) {
      throw new AssertionError(
          "the engines did not run as often: " + counted() + ", " + other.counted());
    }
  }

  /** Both are run again, and counted. */
  private String divergence(Outcome outcome, Transcript other) {
    Optional<Explanation> behind = Optional.ofNullable(explanations.get(outcome));
    try {
      return behind
          .flatMap(explanation -> explanation.divergence(other.engine, engine))
          .map(text -> "\n" + text)
          .orElse("");
    } catch (RuntimeException unknown) {
      return "";
    }
  }

  private String counted() {
    return engine + " " + inOrder().size() + " times";
  }
}
