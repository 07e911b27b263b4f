package dev.jbpf.text.macro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A macro: a text with {@code \name} in the place of each value, and {@code \@} in that of a number
 * that no other call has.
 *
 * @param name what calls it
 * @param parameters the names of its values, each with what stands for one that is not given
 * @param required the names of those values that must be given
 * @param takesRest whether the last value takes all that are left, commas included
 * @param body its lines
 */
record Macro(
    String name,
    Map<String, String> parameters,
    Set<String> required,
    boolean takesRest,
    String body) {

  private static final Pattern OTHER = Pattern.compile("[^%$@.\\w\\s]");

  /** {@return the macro that takes {@code parameters}} */
  static Macro of(String name, List<MacroValues.Parameter> parameters, String body) {
    Map<String, String> found = new LinkedHashMap<>();
    Set<String> required = new TreeSet<>();
    boolean takesRest = false;
    for (MacroValues.Parameter each : parameters) {
      found.put(each.name(), each.otherwise());
      takesRest = each.marks().equals("vararg");
      if (each.marks().equals("req")) {
        required.add(each.name());
      }
    }
    return new Macro(name, found, required, takesRest, body);
  }

  /** {@return the same with another body} */
  Macro withBody(String other) {
    return new Macro(name, parameters, required, takesRest, other);
  }

  /**
   * {@return these values as the macro takes them: blanks separate them, too, and rests are one}
   */
  List<String> fit(List<String> arguments) {
    int most = parameters.size();
    if (arguments.size() == 1 && most > 1 && isWords(arguments.get(0))) {
      return List.of(arguments.get(0).split("\\s+"));
    }
    if (!takesRest || arguments.size() <= most) {
      return arguments;
    }
    List<String> fitted = new ArrayList<>(arguments.subList(0, most - 1));
    fitted.add(String.join(", ", arguments.subList(most - 1, arguments.size())));
    return fitted;
  }

  private static boolean isWords(String text) {
    return !text.isEmpty() && !OTHER.matcher(text).find();
  }

  /** {@return a value that must be given and is not} */
  Optional<String> missing(Map<String, String> values) {
    return required.stream().filter(each -> values.get(each).isEmpty()).findFirst();
  }

  /** {@return what stands in quotes, if it is one text; else all} */
  static String unquoted(String text) {
    boolean isQuoted = text.length() > 1 && text.indexOf('"', 1) == text.length() - 1;
    return isQuoted && text.charAt(0) == '"' ? text.substring(1, text.length() - 1) : text;
  }

  /** {@return the text for these values; empty if it is longer than {@code longest}} */
  Optional<String> expand(Map<String, String> values, int call, long longest) {
    return body.length() > longest ? Optional.empty() : replace(values, call, longest);
  }

  /** {@return the values in the order of the parameters} */
  Map<String, String> inOrder(List<String> arguments) {
    Map<String, String> values = new LinkedHashMap<>(parameters);
    int i = 0;
    for (String name : parameters.keySet()) {
      if (i < arguments.size() && !arguments.get(i).isEmpty()) {
        values.put(name, arguments.get(i));
      }
      i++;
    }
    return values;
  }

  /** {@return the values, which may name what they are for: {@code b=2}} */
  Map<String, String> values(List<String> arguments) {
    Map<String, String> values = new LinkedHashMap<>(parameters);
    List<String> names = new ArrayList<>(parameters.keySet());
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String named = equals < 0 ? "" : argument.substring(0, equals).strip();
      if (parameters.containsKey(named)) {
        values.put(named, unquoted(argument.substring(equals + 1).strip()));
      } else if (i < names.size() && !argument.isEmpty()) {
        values.put(names.get(i), unquoted(argument));
      }
    }
    return values;
  }

  private Optional<String> replace(Map<String, String> values, int call, long longest) {
    StringBuilder out = new StringBuilder(body.length());
    for (int i = 0; i < body.length(); ) {
      if (out.length() > longest) {
        return Optional.empty();
      }
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
    return out.length() > longest ? Optional.empty() : Optional.of(out.toString());
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
