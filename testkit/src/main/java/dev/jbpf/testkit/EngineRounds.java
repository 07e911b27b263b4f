package dev.jbpf.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Calls a test that another template has made, once on each engine, and compares. */
final class EngineRounds {
  private final ReflectiveInvocationContext<Method> method;
  private final ExtensionContext context;
  private final List<Transcript> finished = new ArrayList<>();
  private Optional<TestAbortedException> skipped = Optional.empty();

  EngineRounds(ReflectiveInvocationContext<Method> method, ExtensionContext context) {
    this.method = method;
    this.context = context;
  }

  /** Skips the test only if all engines do; that one does is told by an entry of the report. */
  void run(List<TestEngine> engines) throws Throwable {
    if (engines.isEmpty()) {
      throw new TestAbortedException(
          EngineChoice.PROPERTY + " chooses none of the engines that the test is for");
    }
    for (TestEngine engine : engines) {
      try {
        run(engine);
      } catch (TestAbortedException e) {
        context.publishReportEntry("skipped on " + engine, String.valueOf(e.getMessage()));
        skipped = Optional.of(e);
      }
    }
    if (finished.isEmpty()) {
      throw skipped.orElseThrow();
    }
  }

  private void run(TestEngine engine) throws Throwable {
    EngineInvocation.requirePermission(engine);
    Current.start(engine);
    try {
      call(engine);
    } catch (InvocationTargetException e) {
      Current.finish().close();
      Throwable cause = e.getCause();
      if (!(cause instanceof TestAbortedException)) {
        cause.addSuppressed(new AssertionError("this was on " + engine));
      }
      throw cause;
    }
    Transcript transcript = Current.finish();
    transcript.close();
    finished.forEach(transcript::requireSame);
    finished.add(transcript);
  }

  private void call(TestEngine engine) throws ReflectiveOperationException {
    Object[] arguments =
        method.getArguments().stream()
            .map(argument -> argument instanceof TestEngine ? engine : argument)
            .toArray();
    Method test = method.getExecutable();
    test.setAccessible(true);
    test.invoke(method.getTarget().orElse(null), arguments);
  }
}
