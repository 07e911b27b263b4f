package dev.jbpf.dsl.value.internal;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.IrException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
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

  private Optional<Accessor> known = Optional.empty();

  /**
   * A method that is referred to.
   *
   * @param owner the class that has it
   */
  private record Accessor(Class<?> owner, String name) {
    RecordComponent component() {
      return Arrays.stream(owner.getRecordComponents())
          .filter(this::isOf)
          .findFirst()
          .orElseThrow();
    }

    boolean isOf(RecordComponent component) {
      return component.getName().equals(name);
    }
  }

  private FieldNames() {}

  /**
   * {@return the name of the accessor that {@code field} refers to}
   *
   * @throws IrException if it is a lambda, and no reference to a method
   */
  public static String of(Serializable field) {
    return accessor(field).name();
  }

  /** {@return the type of the component that {@code field} is the accessor of} */
  public static Class<?> typeOf(Serializable field) {
    return accessor(field).component().getType();
  }

  /** {@return the number of that component, from 0 on; as many as there are, where it is none} */
  public static int numberOf(Serializable field) {
    Accessor accessor = accessor(field);
    RecordComponent[] all = accessor.owner().getRecordComponents();
    int number = 0;
    while (number < all.length && !accessor.isOf(all[number])) {
      number++;
    }
    return number;
  }

  private static Accessor accessor(Serializable field) {
    return KNOWN.get(field.getClass()).accessorOf(field);
  }

  private synchronized Accessor accessorOf(Serializable field) {
    if (known.isEmpty()) {
      known = Optional.of(read(field));
    }
    return known.get();
  }

  private static Accessor read(Serializable field) {
    try {
      Method writer = field.getClass().getDeclaredMethod("writeReplace");
      writer.setAccessible(true);
      SerializedLambda written = (SerializedLambda) writer.invoke(field);
      if (written.getImplMethodName().startsWith("lambda$")) {
        throw new IrException(
            "field-lambda",
            Origin.caller(),
            "a field is named by its accessor, as in Event::pid: a lambda says nothing");
      }
      Class<?> owner =
          Class.forName(
              written.getImplClass().replace('/', '.'), false, field.getClass().getClassLoader());
      return new Accessor(owner, written.getImplMethodName());
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw new IllegalArgumentException(
          "a field is named by its accessor, as in Event::pid, in a package that is open to"
              + " dev.jbpf.dsl",
          e);
    }
  }
}
