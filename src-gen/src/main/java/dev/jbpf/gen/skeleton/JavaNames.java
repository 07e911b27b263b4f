package dev.jbpf.gen.skeleton;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of C as Java has them, each once. */
final class JavaNames {
  /** What classes and records have already. */
  private static final Set<String> TAKEN =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final Set<String> used = new HashSet<>();

  JavaNames(String... used) {
    this.used.addAll(Set.of(used));
  }

  /** {@code maxEntries} of {@code max_entries}. */
  String member(String name) {
    String camel = camel(name);
    return unique(Character.toLowerCase(camel.charAt(0)) + camel.substring(1));
  }

  /** {@code TaskInfo} of {@code task_info}. */
  String type(String name) {
    String camel = camel(name);
    return unique(Character.toUpperCase(camel.charAt(0)) + camel.substring(1));
  }

  private String unique(String name) {
    String free = SourceVersion.isName(name) && !TAKEN.contains(name) ? name : name + "_";
    String found = free;
    for (int i = 2; !used.add(found); i++) {
      found = free + i;
    }
    return found;
  }

  /** Dots and underscores separate words; a digit is no start. */
  private static String camel(String name) {
    StringBuilder text = new StringBuilder();
    boolean startsWord = false;
    for (char letter : name.toCharArray()) {
      if (!Character.isJavaIdentifierPart(letter) || letter == '_') {
        startsWord = text.length() > 0;
      } else {
        text.append(startsWord ? Character.toUpperCase(letter) : letter);
        startsWord = false;
      }
    }
    boolean isStart = text.length() > 0 && Character.isJavaIdentifierStart(text.charAt(0));
    return isStart ? text.toString() : "x" + text;
  }
}
