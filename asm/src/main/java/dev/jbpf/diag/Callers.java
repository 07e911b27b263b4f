package dev.jbpf.diag;

import java.lang.StackWalker.StackFrame;
import java.util.Objects;

/** Finds the line outside the library that a call came from. */
final class Callers {
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Examples and tests are users of the library, whatever their package is called. */
  private static final String LIBRARY = "dev.jbpf.";

  private static final String EXAMPLES = "dev.jbpf.examples.";
  private static final String JDK = "java.";

  private Callers() {}

  static Origin find() {
    return WALKER.walk(
        frames ->
            frames
                .filter(Callers::isOutside)
                .findFirst()
                .map(Callers::origin)
                .orElse(Origin.UNKNOWN));
  }

  private static boolean isOutside(StackFrame frame) {
    String name = frame.getClassName();
    if (name.startsWith(LIBRARY)) {
      return name.startsWith(EXAMPLES) || isTest(name);
    }
    return !name.startsWith(JDK);
  }

  private static boolean isTest(String name) {
    int dollar = name.indexOf('$');
    String top = dollar < 0 ? name : name.substring(0, dollar);
    return top.endsWith("Test") || top.endsWith("Properties");
  }

  private static Origin origin(StackFrame frame) {
    String name = frame.getClassName();
    String file = Objects.requireNonNullElseGet(frame.getFileName(), () -> simpleName(name));
    return new Origin.Java(name, frame.getMethodName(), file, frame.getLineNumber());
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
