package dev.jbpf.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes one test of each engine of a {@link BpfTest}. */
final class EngineExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    BpfTest test =
        AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), BpfTest.class)
            .orElseThrow();
    List<Transcript> finished = new ArrayList<>();
    return Stream.of(test.engines()).map(engine -> new Invocation(engine, finished));
  }

  private record Invocation(TestEngine engine, List<Transcript> finished)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      return "on " + engine;
    }

    @Override
    public List<org.junit.jupiter.api.extension.Extension> getAdditionalExtensions() {
      return List.of(new EngineInvocation(engine, finished));
    }
  }
}
