package dev.jbpf.text.cpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A macro of C's preprocessor.
 *
 * @param name what stands for it
 * @param parameters the names of its arguments; empty if it takes none, not even parentheses
 * @param body what it stands for, without comments, in one line
 */
public record CMacro(String name, Optional<List<String>> parameters, String body) {
  private static final Pattern DEFINITION =
      Pattern.compile("\\s*([A-Za-z_]\\w*)(\\(([^)]*)\\))?(.*)", Pattern.DOTALL);

  /** As GNU C names the arguments that are left: {@code args...}. */
  private static final Pattern NAMED_REST = Pattern.compile("([A-Za-z_]\\w*)\\s*\\.\\.\\.\\s*$");

  private static final Pattern NUMBER =
      Pattern.compile("(\\(\\s*)?-?\\s*(0[xX][0-9a-fA-F]{1,7}|[1-9]\\d{0,8}|0)\\s*(\\))?");

  /** What takes the arguments that have no name. */
  static final String REST = "__VA_ARGS__";

  /** {@return the macro that stands behind {@code #define}, if that is one} */
  static Optional<CMacro> parse(String text) {
    Matcher found = DEFINITION.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    Matcher rest = NAMED_REST.matcher(Optional.ofNullable(found.group(3)).orElse(""));
    if (rest.find()) {
      String list = rest.replaceFirst("...");
      String body = found.group(4).replaceAll("\\b" + rest.group(1) + "\\b", REST);
      return Optional.of(new CMacro(found.group(1), Optional.of(parameters(list)), body.strip()));
    }
    Optional<List<String>> parameters = Optional.ofNullable(found.group(3)).map(CMacro::parameters);
    boolean isOpen = parameters.isEmpty() && found.group(4).startsWith("(");
    return isOpen
        ? Optional.empty()
        : Optional.of(new CMacro(found.group(1), parameters, found.group(4).strip()));
  }

  private static List<String> parameters(String list) {
    List<String> names = new ArrayList<>();
    for (String each : list.split(",")) {
      String name = each.strip();
      if (!name.isEmpty()) {
        names.add(name.equals("...") ? REST : name);
      }
    }
    return List.copyOf(names);
  }

  /** {@return whether it is an {@code int}, the same wherever it stands} */
  boolean isNumber() {
    Matcher number = NUMBER.matcher(body);
    return parameters.isEmpty()
        && number.matches()
        && (number.group(1) == null) == (number.group(3) == null);
  }

  /** {@return whether its last argument takes all that are left} */
  boolean takesRest() {
    return parameters.isPresent() && parameters.get().contains(REST);
  }

  /** {@return whether it makes a text in quotes of an argument} */
  boolean makesText() {
    CTokens tokens = new CTokens(body);
    while (tokens.next()) {
      if (parameters.isPresent() && tokens.text().equals("#")) {
        tokens.skipBlanks();
        if (tokens.next() && parameters.get().contains(tokens.text())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * {@return the body with arguments in it}
   *
   * @param values for each parameter what was expanded of its argument
   * @param raw for each parameter its argument, for where two tokens become one
   */
  String with(Map<String, String> values, Map<String, String> raw) {
    StringBuilder out = new StringBuilder();
    CTokens tokens = new CTokens(body);
    while (tokens.next()) {
      String token = tokens.text();
      if (token.equals("##")) {
        strip(out);
        tokens.skipBlanks();
      } else if (tokens.isName() && values.containsKey(token)) {
        boolean isJoined = endsJoined(body, tokens.start()) || tokens.isBefore("##");
        out.append((isJoined ? raw : values).get(token));
      } else {
        out.append(token);
      }
    }
    return out.toString();
  }

  private static boolean endsJoined(String text, int at) {
    return text.substring(0, at).stripTrailing().endsWith("##");
  }

  private static void strip(StringBuilder out) {
    while (out.length() > 0 && Character.isWhitespace(out.charAt(out.length() - 1))) {
      out.setLength(out.length() - 1);
    }
  }
}
