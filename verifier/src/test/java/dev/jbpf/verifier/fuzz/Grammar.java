package dev.jbpf.verifier.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs of C by a grammar, whose notation its file explains. */
final class Grammar {
  private static final Pattern LINE = Pattern.compile("(\\w+)(?: \\[([^]]*)])?: (.*)");
  private static final Pattern REFERENCE = Pattern.compile("<(\\w+)([-+=][-+\\w]*)?>");
  private static final Pattern CHANGE = Pattern.compile("([-+])(\\w+)");
  private static final String NAME = "<name>";
  private static final int DEEPEST = 5;

  private final Map<String, List<Text>> texts = new HashMap<>();

  /** One of the texts of a name. */
  private record Text(List<String> conditions, String form) {
    boolean fits(Set<String> scope) {
      return conditions.stream()
          .allMatch(c -> c.startsWith("!") ? !scope.contains(c.substring(1)) : scope.contains(c));
    }
  }

  /** Reads {@code file}. */
  Grammar(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        List<String> conditions =
            parts.group(2) == null ? List.of() : Arrays.asList(parts.group(2).split(" "));
        texts
            .computeIfAbsent(parts.group(1), name -> new ArrayList<>())
            .add(new Text(conditions, parts.group(3)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalArgumentException(line);
      }
    }
  }

  /** {@return a file of so many programs, which follow from {@code seed}, behind {@code head}} */
  String file(String head, long seed, int programs) {
    StringBuilder file = new StringBuilder(head);
    for (int i = 0; i < programs; i++) {
      file.append(new Writer("p" + i, new Random(seed + i)).program()).append('\n');
    }
    return file.toString();
  }

  /** One program as it is written. */
  private final class Writer {
    private final String name;
    private final Random random;
    private final double mistakes;
    private final StringBuilder before = new StringBuilder();
    private int numbers;

    Writer(String name, Random random) {
      this.name = name;
      this.random = random;
      this.mistakes = random.nextInt(3) == 0 ? 0.06 * random.nextDouble() : 0;
    }

    String program() {
      String text = text("P", Set.of(), 0).replace(NAME, name);
      return before + text;
    }

    private String text(String kind, Set<String> scope, int depth) {
      boolean isLeaf = random.nextInt(DEEPEST) < depth;
      List<Text> all = texts.get(kind).stream().filter(text -> text.fits(scope)).toList();
      List<Text> leaves = all.stream().filter(t -> !t.form().contains("<" + kind)).toList();
      List<Text> from = isLeaf && !leaves.isEmpty() ? leaves : all;
      String form = from.get(random.nextInt(from.size())).form();
      return render(form.replace("#", name + "_" + numbers++), scope, depth);
    }

    private String render(String form, Set<String> scope, int depth) {
      StringBuilder text = new StringBuilder();
      Matcher reference = REFERENCE.matcher(form);
      for (int at = 0; at < form.length(); at++) {
        if (form.startsWith("@{", at)) {
          int end = end(form, at + 1);
          before.append(render(form.substring(at + 2, end - 1), scope, depth)).append('\n');
          at = end;
        } else if (form.charAt(at) == '{' || form.startsWith("?{", at)) {
          int start = form.indexOf('{', at);
          int end = end(form, start);
          text.append(group(form, start, end, start > at, scope, depth));
          at = end;
        } else if (reference.find(at) && reference.start() == at && !form.startsWith(NAME, at)) {
          String kind = reference.group(1);
          Set<String> inner = scope(scope, reference.group(2));
          text.append(text(kind, inner, depth + (kind.equals("S") ? 1 : 0)));
          at = reference.end() - 1;
        } else {
          text.append(form.charAt(at));
        }
      }
      return text.toString();
    }

    /** A choice, or what C has between braces. */
    private String group(
        String form, int start, int end, boolean isMistaken, Set<String> scope, int depth) {
      List<String> parts = parts(form.substring(start + 1, end));
      if (parts.size() == 1) {
        return "{" + render(parts.get(0), scope, depth) + "}";
      }
      int choice =
          isMistaken ? random.nextDouble() < mistakes ? 1 : 0 : random.nextInt(parts.size());
      return render(parts.get(choice), scope, depth);
    }

    private static Set<String> scope(Set<String> outer, String change) {
      if (change == null) {
        return outer;
      }
      Set<String> scope = change.startsWith("=") ? new HashSet<>() : new HashSet<>(outer);
      Matcher each = CHANGE.matcher(change.replace('=', '+'));
      while (each.find()) {
        if (each.group(1).equals("+")) {
          scope.add(each.group(2));
        } else {
          scope.remove(each.group(2));
        }
      }
      return scope;
    }
  }

  /** {@return where the brace that opens at {@code start} closes} */
  private static int end(String form, int start) {
    int depth = 0;
    for (int at = start; at < form.length(); at++) {
      depth += form.charAt(at) == '{' ? 1 : form.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("a brace is not closed: " + form);
  }

  private static List<String> parts(String inner) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < inner.length(); at++) {
      char c = inner.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '~' && depth == 0) {
        parts.add(inner.substring(from, at));
        from = at + 1;
      }
    }
    parts.add(inner.substring(from));
    return parts;
  }
}
