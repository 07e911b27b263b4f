package dev.jbpf.testkit;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.converter.ArgumentConverter;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.commons.support.conversion.ConversionSupport;

/** Hands the arguments of a source to the parameters that are no engines, in order. */
record ArgumentResolver(Object[] arguments) implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() != TestEngine.class
        && index(parameter) < arguments.length;
  }

  private static int index(ParameterContext parameter) {
    Parameter[] all = parameter.getDeclaringExecutable().getParameters();
    return (int)
        Arrays.stream(all, 0, parameter.getIndex())
            .filter(before -> before.getType() != TestEngine.class)
            .count();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Object argument = arguments[index(parameter)];
    Object plain = argument instanceof Named<?> named ? named.getPayload() : argument;
    Class<?> type = parameter.getParameter().getType();
    return parameter
        .findAnnotation(ConvertWith.class)
        .map(with -> converted(with.value(), plain, parameter))
        .orElseGet(
            () ->
                plain instanceof String text && type != String.class && !type.isInstance(text)
                    ? ConversionSupport.convert(text, type, type.getClassLoader())
                    : plain);
  }

  private static Object converted(
      Class<? extends ArgumentConverter> converter, Object argument, ParameterContext parameter) {
    return ReflectionSupport.newInstance(converter).convert(argument, parameter);
  }
}
