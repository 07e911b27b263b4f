package dev.jbpf.testkit;

import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Permission;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Sets the engine for one test, and compares afterwards. */
record EngineInvocation(TestEngine engine, List<Transcript> finished)
    implements BeforeTestExecutionCallback, AfterTestExecutionCallback, ParameterResolver {

  /** Skips the test, with the reason, where the engine may not be used. */
  static void requirePermission(TestEngine engine) {
    if (engine == TestEngine.KERNEL) {
      Permission permission = Bpf.permission();
      Assumptions.assumeTrue(permission.isGranted(), permission::toString);
    }
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    requirePermission(engine);
    Current.start(engine);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (Current.isStarted()) {
      Transcript transcript = Current.finish();
      transcript.close();
      if (context.getExecutionException().isEmpty()) {
        finished.forEach(transcript::requireSame);
        finished.add(transcript);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestEngine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return engine;
  }
}
