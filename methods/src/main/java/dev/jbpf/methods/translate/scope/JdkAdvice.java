package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.refusal.Rule;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands in programs for what authors are used to of the JDK. */
public final class JdkAdvice {
  private static final String TIME = "Kernel.time()";
  private static final String RANDOM = "Kernel.random()";
  private static final String ELEMENTS =
      "a Table for what comes and goes; an array of constant length, or a switch, for what is known";
  private static final String TEXT =
      "a text that is known when the program is made; numbers in a record, which Java prints";
  private static final String NULL = "a reference that may be null, with a test: if (… == null)";
  private static final String LATER =
      "a timer (Table.startTimer), and addAtomic of a Cell for what several add to";

  /** By the start of the class's name: the first counts. */
  private static final Map<String, String> BY_CLASS = new LinkedHashMap<>();

  static {
    BY_CLASS.put("java.lang.System", TIME);
    BY_CLASS.put("java.time.", TIME);
    BY_CLASS.put("java.util.Random", RANDOM);
    BY_CLASS.put("java.util.concurrent.ThreadLocalRandom", RANDOM);
    BY_CLASS.put("java.util.concurrent.", LATER);
    BY_CLASS.put("java.lang.Thread", LATER);
    BY_CLASS.put("java.util.stream.", "a loop");
    BY_CLASS.put("java.util.Optional", NULL);
    BY_CLASS.put("java.lang.String", TEXT);
    BY_CLASS.put("java.util.Formatter", TEXT);
    BY_CLASS.put("java.math.", "long, or two of them");
    BY_CLASS.put("java.util.", ELEMENTS);
  }

  private JdkAdvice() {}

  /** {@return what to write instead of a method, or of an object, of that class} */
  public static String insteadOf(Class<?> type) {
    return BY_CLASS.entrySet().stream()
        .filter(known -> type.getName().startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Rule.FOREIGN_METHOD.instead());
  }

  /** {@return what to write instead of an array of objects of the class of that name} */
  public static String insteadOfArray(String element) {
    return switch (element) {
      case "String" -> "static final String[] NAMES = {…}: the elements of a field are known";
      case "Object" ->
          "methods whose parameters are numbers: such arrays hold the arguments of String.format,"
              + " Objects.hash and their kind";
      default ->
          "static final "
              + element
              + "[] ALL = {…} where they are known; else one array for each"
              + " component";
    };
  }
}
