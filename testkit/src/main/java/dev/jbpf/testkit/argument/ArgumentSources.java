package dev.jbpf.testkit.argument;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclaration;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** The arguments that {@code @ValueSource}, {@code @MethodSource} and their kind give a test. */
public final class ArgumentSources {
  private ArgumentSources() {}

  /**
   * {@return the arguments of each test; once none where there is no source}
   *
   * @param ours the type of parameters that no source fills
   */
  public static List<Object[]> of(ExtensionContext context, Class<?> ours) {
    Method method = context.getRequiredTestMethod();
    List<Object[]> all = new ArrayList<>();
    boolean hasSource = false;
    for (Annotation annotation : annotations(method)) {
      for (ArgumentsSource source : sources(annotation)) {
        hasSource = true;
        ArgumentsProvider provider = ReflectionSupport.newInstance(source.value());
        configure(provider, annotation);
        arguments(provider, new Declarations(method, ours), context).forEach(all::add);
      }
    }
    if (hasSource && all.isEmpty()) {
      throw new IllegalStateException("the sources of " + method + " give no arguments");
    }
    return hasSource ? all : List.of(new Object[][] {{}});
  }

  /** {@return those of the method; of repeated ones each} */
  private static List<Annotation> annotations(Method method) {
    return Arrays.stream(method.getAnnotations()).flatMap(ArgumentSources::parts).toList();
  }

  private static Stream<Annotation> parts(Annotation annotation) {
    try {
      Object value = annotation.annotationType().getMethod("value").invoke(annotation);
      if (value instanceof Annotation[] parts) {
        return Arrays.stream(parts);
      }
    } catch (ReflectiveOperationException hasNoParts) {
      return Stream.of(annotation);
    }
    return Stream.of(annotation);
  }

  private static List<ArgumentsSource> sources(Annotation annotation) {
    return annotation instanceof ArgumentsSource source
        ? List.of(source)
        : AnnotationSupport.findRepeatableAnnotations(
            annotation.annotationType(), ArgumentsSource.class);
  }

  @SuppressWarnings("unchecked") // a provider is for the annotation that names it
  private static void configure(ArgumentsProvider provider, Annotation annotation) {
    if (provider instanceof AnnotationConsumer<?> consumer) {
      ((AnnotationConsumer<Annotation>) consumer).accept(annotation);
    }
  }

  private static List<Object[]> arguments(
      ArgumentsProvider provider, ParameterDeclarations parameters, ExtensionContext context) {
    try (Stream<? extends Arguments> given = provider.provideArguments(parameters, context)) {
      return given.map(Arguments::get).toList();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("no arguments for " + parameters.getSourceElement(), e);
    }
  }

  /** {@return the arguments as names of tests show them} */
  public static String text(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(argument -> argument instanceof Named<?> named ? named.getName() : show(argument))
        .collect(Collectors.joining(", "));
  }

  private static String show(Object argument) {
    String all = Arrays.deepToString(new Object[] {argument});
    return all.substring(1, all.length() - 1);
  }

  /** The parameters that sources fill: all but ours. */
  private record Declarations(Method method, Class<?> ours) implements ParameterDeclarations {
    @Override
    public List<ParameterDeclaration> getAll() {
      List<ParameterDeclaration> all = new ArrayList<>();
      for (Parameter parameter : method.getParameters()) {
        if (parameter.getType() != ours) {
          all.add(new Declaration(parameter, all.size()));
        }
      }
      return all;
    }

    @Override
    public Optional<ParameterDeclaration> getFirst() {
      return getAll().stream().findFirst();
    }

    @Override
    public Optional<ParameterDeclaration> get(int index) {
      return getAll().stream().skip(index).findFirst();
    }

    @Override
    public AnnotatedElement getSourceElement() {
      return method;
    }

    @Override
    public String getSourceElementDescription() {
      return "method [" + method.toGenericString() + "]";
    }
  }

  private record Declaration(Parameter parameter, int index) implements ParameterDeclaration {
    @Override
    public AnnotatedElement getAnnotatedElement() {
      return parameter;
    }

    @Override
    public Class<?> getParameterType() {
      return parameter.getType();
    }

    @Override
    public int getParameterIndex() {
      return index;
    }

    @Override
    public Optional<String> getParameterName() {
      return parameter.isNamePresent() ? Optional.of(parameter.getName()) : Optional.empty();
    }
  }
}
