package dev.jbpf.dsl.value.memory;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;

/** The names of the methods that references refer to; each reference is looked at once. */
public final class FieldNames {
  private static final ClassValue<FieldNames> KNOWN =
      new ClassValue<>() {
        @Override
        protected FieldNames computeValue(Class<?> type) {
          return new FieldNames();
        }
      };

  private Optional<String> name = Optional.empty();

  private FieldNames() {}

  /**
   * {@return the name of the accessor that {@code field} refers to}
   *
   * @throws IllegalArgumentException if it is a lambda, and no reference to a method
   */
  public static String of(Serializable field) {
    return KNOWN.get(field.getClass()).nameOf(field);
  }

  private synchronized String nameOf(Serializable field) {
    if (name.isEmpty()) {
      name = Optional.of(read(field));
    }
    return name.get();
  }

  private static String read(Serializable field) {
    try {
      Method writer = field.getClass().getDeclaredMethod("writeReplace");
      writer.setAccessible(true);
      String found = ((SerializedLambda) writer.invoke(field)).getImplMethodName();
      if (found.startsWith("lambda$")) {
        throw new IllegalArgumentException(
            "a field is named by its accessor, as in Event::pid: a lambda says nothing");
      }
      return found;
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw new IllegalArgumentException(
          "a field is named by its accessor, as in Event::pid, in a package that is open to"
              + " dev.jbpf.dsl",
          e);
    }
  }
}
