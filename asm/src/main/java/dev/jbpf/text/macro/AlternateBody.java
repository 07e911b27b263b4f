package dev.jbpf.text.macro;

import dev.jbpf.source.Characters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a macro as {@code .altmacro} has it: values are named without a backslash, {@code &}
 * joins them with what stands beside them, and {@code LOCAL} makes names that no other call has.
 */
final class AlternateBody {
  private static final String LOCAL = "LOCAL";

  private final String body;
  private final Set<String> parameters;
  private final Map<String, String> locals = new HashMap<>();
  private final StringBuilder out;
  private int number;
  private int at;
  private Optional<String> taken = Optional.empty();

  /** A body whose first name of its own has that number. */
  AlternateBody(String body, Set<String> parameters, int number) {
    this.body = body;
    this.parameters = parameters;
    this.number = number;
    this.out = new StringBuilder(body.length() * 2);
  }

  /** {@return the body as it is written without {@code .altmacro}} */
  String plain(boolean isMacro) {
    boolean isQuoted = false;
    while (at < body.length()) {
      char c = body.charAt(at);
      isQuoted ^= c == '"';
      if (c == '&' || c == '\\') {
        at++;
        marked(c);
      } else if (!startsName(c)) {
        out.append(c);
        at++;
      } else if (isMacro
          && !isQuoted
          && body.regionMatches(true, at, LOCAL, 0, LOCAL.length())
          && isBlank(at + LOCAL.length())) {
        at += LOCAL.length();
        local();
      } else {
        String name = name();
        out.append(replacement(name).orElse(name));
        skipJoint();
      }
    }
    return out.toString();
  }

  /** {@return how many names it has of its own, and all bodies before} */
  int number() {
    return number;
  }

  /** {@return a name of its own that is a value's, or twice there, if one is} */
  Optional<String> taken() {
    return taken;
  }

  /** A name behind {@code &} or a backslash: what is no value's stays as it is. */
  private void marked(char mark) {
    String name = name();
    Optional<String> replacement = replacement(name);
    out.append(replacement.orElse(mark + name));
    boolean isJoined = !name.isEmpty() && skipJoint();
    if (isJoined && replacement.isEmpty() && mark == '&') {
      out.append('&');
    }
  }

  private boolean skipJoint() {
    boolean isJoined = at < body.length() && body.charAt(at) == '&';
    at += isJoined ? 1 : 0;
    return isJoined;
  }

  private Optional<String> replacement(String name) {
    return parameters.contains(name)
        ? Optional.of("\\" + name + "\\()")
        : Optional.ofNullable(locals.get(name));
  }

  /** {@code LOCAL a, b}: the line is left out. */
  private void local() {
    while (at < body.length() && body.charAt(at) != '\n') {
      if (!startsName(body.charAt(at))) {
        at++;
        continue;
      }
      String name = name();
      if (parameters.contains(name)
          || locals.put(name, String.format(".LL%04x", ++number)) != null) {
        taken = Optional.of(name);
      }
    }
  }

  private String name() {
    int from = at;
    if (at < body.length() && startsName(body.charAt(at))) {
      while (at < body.length() && (startsName(body.charAt(at)) || isDigit(body.charAt(at)))) {
        at++;
      }
    }
    return body.substring(from, at);
  }

  private static boolean startsName(char c) {
    return Character.isLetter(c) || c == '_' || c == '.' || c == '$';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean isBlank(int index) {
    return index < body.length() && Characters.isSpace(body.charAt(index));
  }
}
