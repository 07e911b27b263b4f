package dev.jbpf.testkit.argument;

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

/**
 * Hands the arguments of a source to parameters, in order.
 *
 * @param arguments in the order of the parameters
 * @param ours the type of parameters that no source fills
 */
public record ArgumentResolver(Object[] arguments, Class<?> ours) implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() != ours && index(parameter) < arguments.length;
  }

  private int index(ParameterContext parameter) {
    Parameter[] all = parameter.getDeclaringExecutable().getParameters();
    return (int)
        Arrays.stream(all, 0, parameter.getIndex())
            .filter(before -> before.getType() != ours)
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
