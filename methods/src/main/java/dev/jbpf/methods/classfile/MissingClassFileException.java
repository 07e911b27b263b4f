package dev.jbpf.methods.classfile;

/** A class has no file that could be read: the JVM has made it, or its loader hides it. */
public final class MissingClassFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MissingClassFileException(Class<?> type) {
    super("there is no class file of " + type.getName());
  }
}
