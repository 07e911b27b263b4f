package dev.jbpf.dsl.value.memory;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

/** The names of the methods that references refer to; each reference is looked at once. */
final class FieldNames {
  private static final ClassValue<Method> WRITERS =
      new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
          try {
            Method writer = type.getDeclaredMethod("writeReplace");
            writer.setAccessible(true);
            return writer;
          } catch (NoSuchMethodException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                "a field is named by its accessor, as in Event::pid, in a package that is open to"
                    + " dev.jbpf.dsl",
                e);
          }
        }
      };

  private FieldNames() {}

  /**
   * {@return the name of the accessor that {@code field} refers to}
   *
   * @throws IllegalArgumentException if it is a lambda, and no reference to a method
   */
  static String of(Serializable field) {
    try {
      SerializedLambda lambda = (SerializedLambda) WRITERS.get(field.getClass()).invoke(field);
      String name = lambda.getImplMethodName();
      if (name.startsWith("lambda$")) {
        throw new IllegalArgumentException(
            "a field is named by its accessor, as in Event::pid: a lambda says nothing");
      }
      return name;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("the name of a field cannot be read: " + field, e);
    }
  }
}
