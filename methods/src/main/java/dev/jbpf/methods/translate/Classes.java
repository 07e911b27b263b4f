package dev.jbpf.methods.translate;

import dev.jbpf.methods.refusal.Rule;

/** The classes that class files name. */
final class Classes {
  private Classes() {}

  /** {@return the class of that internal name, as the method that is translated sees it} */
  static Class<?> load(MethodTranslator t, String internalName) {
    try {
      return Class.forName(
          internalName.replace('/', '.'), true, t.path().method().type().getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw t.refuse(Rule.FIELD, "the class " + internalName.replace('/', '.') + " (" + e + ")");
    }
  }
}
