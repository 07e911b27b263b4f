package dev.jbpf.methods.classfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;

/**
 * An annotation, as the class file has it. To hand one out the JVM makes a class of each kind at
 * run time, which takes longer than to read the file.
 */
public final class Mark {
  private final Class<?> type;
  private final List<Object> values;

  private Mark(Class<?> type, List<Object> values) {
    this.type = type;
    this.values = values;
  }

  /** {@return the one of {@code type} among {@code all}, which is null where there is none} */
  static Optional<Mark> of(@Nullable List<AnnotationNode> all, Class<?> type) {
    if (all != null) {
      String descriptor = Type.getDescriptor(type);
      for (AnnotationNode one : all) {
        if (one.desc.equals(descriptor)) {
          return Optional.of(new Mark(type, one.values == null ? List.of() : one.values));
        }
      }
    }
    return Optional.empty();
  }

  /** {@return the text of that name, as written or by default} */
  public String text(String name) {
    for (int i = 0; i < values.size(); i += 2) {
      if (values.get(i).equals(name)) {
        return (String) values.get(i + 1);
      }
    }
    try {
      return (String) type.getDeclaredMethod(name).getDefaultValue();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no " + name, e);
    }
  }

  /** {@return the constants of {@code type} that are its value, one or an array of them} */
  public <E extends Enum<E>> List<E> constants(Class<E> type) {
    List<E> constants = new ArrayList<>();
    if (values.get(1) instanceof List<?> several) {
      for (Object one : several) {
        constants.add(constant(type, one));
      }
    } else {
      constants.add(constant(type, values.get(1)));
    }
    return constants;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Object written) {
    return Enum.valueOf(type, ((String[]) written)[1]);
  }
}
