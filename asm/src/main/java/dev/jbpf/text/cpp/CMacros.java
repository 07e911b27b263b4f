package dev.jbpf.text.cpp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The macros that a source defines with {@code #define}, and what they make of a text. */
public final class CMacros {
  private static final int MOST_CALLS = 10_000;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Map<String, CMacro> macros = new HashMap<>();
  private int calls;

  /** A text that cannot be expanded; the message says why. */
  public static final class NotExpandedException extends Exception {
    private static final long serialVersionUID = 1;

    NotExpandedException(String message) {
      super(message);
    }
  }

  public boolean isEmpty() {
    return macros.isEmpty();
  }

  void define(CMacro macro) {
    macros.put(macro.name(), macro);
  }

  void remove(String name) {
    macros.remove(name);
  }

  boolean isDefined(String name) {
    return macros.containsKey(name);
  }

  /** {@return whether a name in the text is one of a macro} */
  boolean isIn(String text) {
    CTokens tokens = new CTokens(text);
    while (tokens.next()) {
      if (tokens.isName() && macros.containsKey(tokens.text())) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return the text with macros replaced by what they stand for}
   *
   * @throws NotExpandedException if a call has too few or too many arguments, or the text becomes
   *     too long
   */
  public String expand(String text) throws NotExpandedException {
    calls = 0;
    return expand(text, Set.of());
  }

  /**
   * {@return what a call of {@code macro} makes, which stands in {@code text}, and nothing else}
   */
  public static String expand(CMacro macro, String text) throws NotExpandedException {
    CMacros only = new CMacros();
    only.define(macro);
    return only.expand(text);
  }

  private String expand(String text, Set<String> hidden) throws NotExpandedException {
    StringBuilder out = new StringBuilder();
    CTokens tokens = new CTokens(text);
    while (tokens.next()) {
      String token = tokens.text();
      CMacro macro = tokens.isName() && !hidden.contains(token) ? macros.get(token) : null;
      if (macro == null || macro.parameters().isPresent() && !tokens.isBefore("(")) {
        out.append(token);
      } else {
        if (++calls > MOST_CALLS) {
          throw new NotExpandedException("more than " + MOST_CALLS + " macros in one statement");
        }
        Set<String> more = new HashSet<>(hidden);
        more.add(token);
        out.append(expand(body(macro, tokens, hidden), more));
      }
      if (out.length() > MOST_CHARACTERS) {
        throw new NotExpandedException("the macros of one statement make more than 1 MiB of it");
      }
    }
    return out.toString();
  }

  private String body(CMacro macro, CTokens tokens, Set<String> hidden)
      throws NotExpandedException {
    if (macro.parameters().isEmpty()) {
      return macro.with(Map.of(), Map.of());
    }
    if (macro.makesText()) {
      throw new NotExpandedException(
          "the macro '"
              + macro.name()
              + "' makes a text of its argument, which nothing here takes");
    }
    List<String> names = macro.parameters().get();
    List<String> arguments = arguments(macro, tokens);
    int count = names.size();
    boolean fits = macro.takesRest() ? arguments.size() >= count - 1 : arguments.size() == count;
    if (!fits) {
      throw new NotExpandedException(
          "the macro '" + macro.name() + "' takes " + count + " values, found " + arguments.size());
    }
    Map<String, String> raw = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < count; i++) {
      boolean isRest = names.get(i).equals(CMacro.REST);
      String argument =
          isRest ? String.join(", ", arguments.subList(i, arguments.size())) : arguments.get(i);
      raw.put(names.get(i), argument);
      values.put(names.get(i), expand(argument, hidden));
    }
    return macro.with(values, raw);
  }

  private static List<String> arguments(CMacro macro, CTokens tokens) throws NotExpandedException {
    List<String> found = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    int depth = 0;
    while (tokens.next()) {
      String token = tokens.text();
      boolean isOuter = depth == 0 && token.equals("(") || depth == 1 && token.equals(")");
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      if (depth == 1 && token.equals(",")) {
        found.add(argument.toString().strip());
        argument.setLength(0);
      } else if (!isOuter) {
        argument.append(token);
      }
      if (isOuter && depth == 0) {
        String last = argument.toString().strip();
        if (!last.isEmpty() || !found.isEmpty() || macro.parameters().get().size() == 1) {
          found.add(last);
        }
        return found;
      }
    }
    throw new NotExpandedException("nothing closes the call of the macro '" + macro.name() + "'");
  }
}
