package dev.jbpf.testkit;

import dev.jbpf.testkit.argument.ArgumentResolver;
import dev.jbpf.testkit.argument.ArgumentSources;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes one test of each engine of a {@link BpfTest}, with each of the arguments that its sources
 * give. Where another template, such as {@code @RepeatedTest}, makes the tests, each of them runs
 * on one engine after the other.
 */
final class EngineExtension
    implements TestTemplateInvocationContextProvider, InvocationInterceptor, ParameterResolver {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return !isOfAnotherTemplate(context.getRequiredTestMethod());
  }

  private static boolean isOfAnotherTemplate(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(
            type ->
                AnnotationSupport.isAnnotated(type, TestTemplate.class)
                    && type != BpfTest.class
                    && !AnnotationSupport.isAnnotated(type, BpfTest.class));
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    List<TestEngine> engines = engines(context);
    if (engines.isEmpty()) {
      return Stream.of(new NoEngine());
    }
    List<Object[]> arguments = ArgumentSources.of(context, TestEngine.class);
    List<TestTemplateInvocationContext> all = new ArrayList<>();
    for (Object[] some : arguments) {
      List<Transcript> finished = new ArrayList<>();
      engines.forEach(engine -> all.add(new Invocation(engine, finished, some)));
    }
    return all.stream();
  }

  private static List<TestEngine> engines(ExtensionContext context) {
    return EngineChoice.of(
        AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), BpfTest.class)
            .orElseThrow(),
        context);
  }

  @Override
  public void interceptTestTemplateMethod(
      InvocationInterceptor.Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    if (isOfAnotherTemplate(method.getExecutable())) {
      invocation.skip();
      new EngineRounds(method, context).run(engines(context));
    } else {
      invocation.proceed();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestEngine.class
        && isOfAnotherTemplate(context.getRequiredTestMethod());
  }

  /** Each round has its own in this place. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return TestEngine.VM;
  }

  private record Invocation(TestEngine engine, List<Transcript> finished, Object[] arguments)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      return "on " + engine + (arguments.length == 0 ? "" : ": " + ArgumentSources.text(arguments));
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(
          new EngineInvocation(engine, finished),
          new ArgumentResolver(arguments, TestEngine.class));
    }
  }

  /** A test that names none of the engines that were chosen. */
  private record NoEngine() implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      return "on no engine";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      ExecutionCondition none =
          context ->
              ConditionEvaluationResult.disabled(
                  EngineChoice.PROPERTY + " chooses none of the engines that the test is for");
      return List.of(none);
    }
  }

  /** Fails a test of Jupiter that asks for engines by the annotation of jqwik's properties. */
  static final class OneEngineOnly implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      if (!AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), BpfTest.class)) {
        throw new ExtensionConfigurationException(
            "@OnEachEngine is for jqwik's properties; a test of Jupiter takes @BpfTest");
      }
    }
  }
}
