package dev.jbpf.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A macro: a text with {@code \name} in the place of each value, and {@code \@} in that of a number
 * that no other call has.
 *
 * @param name what calls it
 * @param parameters the names of its values, each with what stands for one that is not given
 * @param body its lines
 */
record Macro(String name, Map<String, String> parameters, String body) {

  /** {@return the macro whose parameters are written {@code a, b=1}} */
  static Macro of(String name, String parameters, String body) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String part : parameters.strip().split("\\s*,\\s*|\\s+(?!=)")) {
      String[] sides = part.split("=", 2);
      String parameter = sides[0].strip().replace(":req", "").replace(":vararg", "");
      if (!parameter.isEmpty()) {
        found.put(parameter, sides.length == 2 ? sides[1].strip() : "");
      }
    }
    return new Macro(name, found, body);
  }

  /** {@return the text for these values, which may name what they are for: {@code b=2}} */
  String expand(List<String> arguments, int call) {
    Map<String, String> values = new LinkedHashMap<>(parameters);
    List<String> names = new ArrayList<>(parameters.keySet());
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String named = equals < 0 ? "" : argument.substring(0, equals).strip();
      if (parameters.containsKey(named)) {
        values.put(named, argument.substring(equals + 1).strip());
      } else if (i < names.size() && !argument.isEmpty()) {
        values.put(names.get(i), argument);
      }
    }
    return replace(values, call);
  }

  private String replace(Map<String, String> values, int call) {
    StringBuilder out = new StringBuilder(body.length());
    for (int i = 0; i < body.length(); ) {
      char c = body.charAt(i);
      if (c != '\\' || i + 1 == body.length()) {
        out.append(c);
        i++;
        continue;
      }
      int end = i + 1;
      while (end < body.length() && isName(body.charAt(end))) {
        end++;
      }
      String word = body.substring(i + 1, end);
      if (body.charAt(i + 1) == '@') {
        out.append(call);
        i += 2;
      } else if (body.startsWith("\\()", i)) {
        i += 3;
      } else {
        out.append(values.getOrDefault(word, "\\" + word));
        i = end;
      }
    }
    return out.toString();
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
