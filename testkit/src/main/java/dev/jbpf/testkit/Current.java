package dev.jbpf.testkit;

/**
 * The engine of the test that runs on this thread; the interpreter outside of a {@link BpfTest}.
 */
final class Current {
  private static final ThreadLocal<Transcript> TRANSCRIPT = new ThreadLocal<>();

  private Current() {}

  static void start(TestEngine engine) {
    TRANSCRIPT.set(new Transcript(engine));
  }

  static boolean isStarted() {
    return TRANSCRIPT.get() != null;
  }

  static Transcript finish() {
    Transcript transcript = TRANSCRIPT.get();
    TRANSCRIPT.remove();
    return transcript;
  }

  static TestEngine engine() {
    return isStarted() ? TRANSCRIPT.get().engine() : TestEngine.VM;
  }

  static void record(Outcome outcome) {
    if (isStarted()) {
      TRANSCRIPT.get().add(outcome);
    }
  }
}
