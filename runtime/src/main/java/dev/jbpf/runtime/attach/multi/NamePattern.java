package dev.jbpf.runtime.attach.multi;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names of functions as libbpf's sections have them: {@code *} is any letters, {@code ?} one. */
public record NamePattern(String text) implements Predicate<String> {
  @Override
  public boolean test(String name) {
    return Pattern.matches(regex(), name);
  }

  private String regex() {
    StringBuilder regex = new StringBuilder();
    for (char letter : text.toCharArray()) {
      regex.append(
          switch (letter) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(letter));
          });
    }
    return regex.toString();
  }

  /** {@return whether it can stand for several names} */
  public boolean isOpen() {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
