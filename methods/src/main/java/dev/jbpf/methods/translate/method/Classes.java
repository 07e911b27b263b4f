package dev.jbpf.methods.translate.method;

import dev.jbpf.methods.refusal.Rule;

/** The classes that class files name. */
public final class Classes {
  private Classes() {}

  /**
   * {@return the class of that internal name, or of arrays of that descriptor, as the method that
   * is translated sees it}
   */
  public static Class<?> load(MethodTranslator t, String internalName) {
    String name = internalName.replace('/', '.');
    try {
      return load(name, t.path().method().type(), t.path().program().type());
    } catch (ClassNotFoundException | LinkageError e) {
      throw t.refuse(Rule.FIELD, "the class " + name + " (" + e + ")");
    }
  }

  /** The JDK's own methods are handed lambdas of the program. */
  private static Class<?> load(String name, Class<?> method, Class<?> program)
      throws ClassNotFoundException {
    try {
      return Class.forName(name, true, method.getClassLoader());
    } catch (ClassNotFoundException e) {
      return Class.forName(name, true, program.getClassLoader());
    }
  }
}
