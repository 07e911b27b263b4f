package dev.jbpf.testkit.text;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Colours in messages, where somebody looks at them: on a terminal, unless {@code NO_COLOR} is set.
 * Logs and reports stay plain. The property {@value #PROPERTY} says {@code always} or {@code
 * never}.
 */
public enum Paint {
  NONE,
  ANSI;

  static final String PROPERTY = "jbpf.color";

  private static final String RESET = "\u001b[0m";
  private static final Paint HERE =
      of(isTerminal(System.console()), System.getenv(), System.getProperties());

  /** {@return what messages of this JVM have} */
  public static Paint here() {
    return HERE;
  }

  /** Source: https://no-color.org: any value that is not empty. */
  static Paint of(boolean isTerminal, Map<String, String> environment, Properties properties) {
    boolean isRefused =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return switch (properties.getProperty(PROPERTY, "")) {
      case "always" -> ANSI;
      case "never" -> NONE;
      default -> isTerminal && !isRefused ? ANSI : NONE;
    };
  }

  /** Since Java 22 there is a console without a terminal, too, which says so. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      Method asks = Console.class.getMethod("isTerminal");
      return (boolean) asks.invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** {@return what was expected} */
  public String good(String text) {
    return painted("\u001b[32m", text);
  }

  /** {@return what is there instead} */
  public String bad(String text) {
    return painted("\u001b[31m", text);
  }

  /** {@return what tells where one is} */
  String place(String text) {
    return painted("\u001b[36m", text);
  }

  private String painted(String start, String text) {
    return this == NONE ? text : start + text + RESET;
  }
}
