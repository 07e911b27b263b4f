package dev.jbpf.testkit;

import dev.jbpf.testkit.world.Outcome;
import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine of the test that a thread belongs to: that runs it, or that started the thread.
 * Outside of a {@link BpfTest} it is the interpreter. A thread of which it is not known fails, as
 * it would silently get another engine: one of a pool while tests run, and one that a test has
 * started, when that test is over.
 */
public final class Current {
  private static final InheritableThreadLocal<Transcript> TRANSCRIPT =
      new InheritableThreadLocal<>();

  private static final Set<Transcript> RUNNING = ConcurrentHashMap.newKeySet();

  private Current() {}

  static void start(TestEngine engine) {
    Transcript transcript = new Transcript(engine);
    RUNNING.add(transcript);
    TRANSCRIPT.set(transcript);
  }

  /** {@return whether the thread belongs to a test that runs} */
  static boolean isStarted() {
    return TRANSCRIPT.get() != null && RUNNING.contains(TRANSCRIPT.get());
  }

  static Transcript finish() {
    Transcript transcript = TRANSCRIPT.get();
    TRANSCRIPT.remove();
    RUNNING.remove(transcript);
    return transcript;
  }

  static TestEngine engine() {
    if (isStarted()) {
      return TRANSCRIPT.get().engine();
    }
    boolean isOfPast = TRANSCRIPT.get() != null;
    if ((isOfPast || !RUNNING.isEmpty()) && !isCalledByJunit()) {
      throw new IllegalStateException(
          "this thread, "
              + Thread.currentThread().getName()
              + (isOfPast ? ", belongs to a test that is over" : ", belongs to no test")
              + ": it is not known on which engine it should run. Assert on the test's own thread,"
              + " or on one that it starts");
    }
    return TestEngine.VM;
  }

  /** A test that is none of the kit's runs on a thread of JUnit's, beside tests that are. */
  private static boolean isCalledByJunit() {
    return StackWalker.getInstance().walk(frames -> frames.anyMatch(Current::isOfJunit));
  }

  private static boolean isOfJunit(StackFrame frame) {
    return frame.getClassName().startsWith("org.junit.jupiter.engine.execution.");
  }

  static void record(Outcome outcome) {
    if (isStarted()) {
      TRANSCRIPT.get().add(outcome);
    }
  }

  /** Tells what stands behind an outcome, for where another engine has another. */
  static void explain(Outcome outcome, Explanation explanation) {
    if (isStarted()) {
      TRANSCRIPT.get().explain(outcome, explanation);
    }
  }

  /** Keeps {@code resource} for the assertions of the test, and closes it when the test ends. */
  static <T extends AutoCloseable> T closeLater(T resource) {
    if (isStarted()) {
      TRANSCRIPT.get().closeLater(resource);
    }
    return resource;
  }
}
