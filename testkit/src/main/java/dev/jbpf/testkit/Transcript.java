package dev.jbpf.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the programs of a test did on one engine, on whichever of its threads. */
final class Transcript {
  private final TestEngine engine;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<Thread> threads = new HashSet<>();
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
          Difference.between(engine, here.get(i), other.engine, there.get(i));
      difference.ifPresent(
          text -> {
            throw new AssertionError("the engines disagree on run " + run + text);
          });
    }
    if (here.size() != there.size()) {
      throw new AssertionError(
          "the engines did not run as often: " + counted() + ", " + other.counted());
    }
  }

  private String counted() {
    return engine + " " + inOrder().size() + " times";
  }
}
