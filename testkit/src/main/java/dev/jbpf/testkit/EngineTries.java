package dev.jbpf.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.opentest4j.TestAbortedException;

/** Runs each try of a property on one engine after the other. */
final class EngineTries implements AroundTryHook {
  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor one, List<Object> parameters) {
    List<Transcript> finished = new ArrayList<>();
    TryExecutionResult result = TryExecutionResult.invalid();
    for (TestEngine engine : EngineChoice.chosen()) {
      Optional<TryExecutionResult> tried = run(engine, one, parameters, finished);
      if (tried.filter(r -> !r.isSatisfied()).isPresent()) {
        return tried.get();
      }
      result = tried.orElse(result);
    }
    return result;
  }

  /** {@return what came of it; empty if the engine skips it} */
  private static Optional<TryExecutionResult> run(
      TestEngine engine, TryExecutor one, List<Object> parameters, List<Transcript> finished) {
    try {
      EngineInvocation.requirePermission(engine);
    } catch (TestAbortedException e) {
      return Optional.empty();
    }
    Current.start(engine);
    TryExecutionResult result = one.execute(parameters);
    Transcript transcript = Current.finish();
    transcript.close();
    if (result.throwable().filter(TestAbortedException.class::isInstance).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(result.isSatisfied() ? compared(result, transcript, finished) : result);
  }

  private static TryExecutionResult compared(
      TryExecutionResult result, Transcript transcript, List<Transcript> finished) {
    try {
      finished.forEach(transcript::requireSame);
      finished.add(transcript);
      return result;
    } catch (AssertionError e) {
      return TryExecutionResult.falsified(e);
    }
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
