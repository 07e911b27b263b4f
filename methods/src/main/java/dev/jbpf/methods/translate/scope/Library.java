package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.mark.Vocabulary;
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
          StrictMath.class,
          Object.class,
          Record.class);

  /** Those whose objects, where they are known, are asked when the program is made. */
  private static final Set<String> KNOWN =
      Set.of(
          "java.lang",
          "dev.jbpf.map",
          "dev.jbpf.map.flag",
          "dev.jbpf.map.layout",
          "dev.jbpf.map.prefix",
          "dev.jbpf.kernel",
          "java.lang.constant");

  private Library() {}

  /** {@return whether its lines are not the author's} */
  public static boolean isLibrary(Class<?> type) {
    return type.isAnnotationPresent(Vocabulary.class) || isForeign(type);
  }

  private static boolean isForeign(Class<?> type) {
    return type.getName().startsWith("java.");
  }

  /** {@return whether its methods are translated as the author's are} */
  public static boolean isTranslated(Class<?> type) {
    return ARITHMETIC.contains(type) || !isForeign(type);
  }

  /** {@return whether its methods always give the same, and may be called when it is made} */
  public static boolean isKnown(Class<?> type) {
    return KNOWN.contains(type.getPackageName()) && !ARITHMETIC.contains(type);
  }
}
