package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.mark.Vocabulary;
import java.lang.invoke.TypeDescriptor;
import java.util.Objects;
import java.util.Set;

/** Which classes are whose. */
public final class Library {
  /** What of the JDK is plain arithmetic. */
  private static final Set<Class<?>> ARITHMETIC =
      Set.of(
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          Math.class,
          Objects.class,
          StrictMath.class,
          Object.class,
          Record.class);

  /** Those whose objects, where they are known, are asked when the program is made. */
  private static final Set<String> KNOWN =
      Set.of(
          "dev.jbpf.map",
          "dev.jbpf.map.flag",
          "dev.jbpf.map.layout",
          "dev.jbpf.map.prefix",
          "dev.jbpf.kernel");

  /** What of the JDK gives the same whenever it is asked. */
  private static final Set<Class<?>> PURE =
      Set.of(
          String.class,
          CharSequence.class,
          Comparable.class,
          Enum.class,
          Class.class,
          TypeDescriptor.class,
          TypeDescriptor.OfField.class);

  /** What answers by the properties of the process, or by chance. */
  private static final Set<String> ASKING = Set.of("getInteger", "getLong", "getBoolean", "random");

  private Library() {}

  /** {@return whether its lines are not the author's} */
  public static boolean isLibrary(Class<?> type) {
    return isForeign(type) || ClassFiles.mark(type, Vocabulary.class).isPresent();
  }

  /** {@return whether it is one of the JDK} */
  public static boolean isForeign(Class<?> type) {
    return type.getName().startsWith("java.");
  }

  /** {@return whether its methods are translated as the author's are} */
  public static boolean isTranslated(Class<?> type) {
    return ARITHMETIC.contains(type)
        || type.getPackageName().equals("java.util.function")
        || !isForeign(type);
  }

  /**
   * {@return whether the static method of that name and class of numbers gives the same whenever it
   * is asked, so that of constants it is asked when the program is made}
   */
  public static boolean isComputed(Class<?> type, String method) {
    boolean isOfNumbers = Boxes.isBox(type) || type == Math.class || type == StrictMath.class;
    return isOfNumbers && !ASKING.contains(method);
  }

  /** {@return whether its methods always give the same, and may be called when it is made} */
  public static boolean isKnown(Class<?> type) {
    return KNOWN.contains(type.getPackageName()) || PURE.contains(type);
  }
}
