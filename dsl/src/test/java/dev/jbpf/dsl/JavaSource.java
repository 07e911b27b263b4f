package dev.jbpf.dsl;

import dev.jbpf.code.Program;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs as their author writes them in Java, a call of the builder a line. */
final class JavaSource {
  /** What a method of a program, or of a function of one, is given. */
  static final String PARAMETERS = "(ProgramBuilder b, Map<String, MapDef<?, ?>> maps) {";

  private static final Pattern LABEL = Pattern.compile("(\\w+):");
  private static final Pattern LOCAL_CALL = Pattern.compile("call local (\\w+)");
  private static final Pattern MAP = Pattern.compile("lddw %r(\\d+), ([a-z]\\w*)");
  private static final Pattern VALUE = Pattern.compile("lddw %r(\\d+), map_value (\\w+), (\\d+)");

  private JavaSource() {}

  /**
   * {@return the lines between the head of the method {@code name} and its last brace, with the
   * program's functions as methods behind it}
   */
  static List<String> of(String name, Program program) {
    List<String> text = Disassembler.text(program, Dialect.GNU).lines().map(String::strip).toList();
    List<String> functions =
        text.stream()
            .flatMap(line -> LOCAL_CALL.matcher(line).results())
            .map(call -> call.group(1))
            .distinct()
            .toList();
    List<String> lines = new ArrayList<>();
    functions.forEach(
        function ->
            lines.add(
                "b.subprogram(\"%s\", f -> %s(f, maps));"
                    .formatted(function, name + "_" + function)));
    text.stream()
        .filter(line -> !line.isEmpty())
        .flatMap(line -> statement(name, line, functions))
        .forEach(lines::add);
    return lines;
  }

  private static Stream<String> statement(String name, String line, List<String> functions) {
    Matcher label = LABEL.matcher(line);
    if (!label.matches()) {
      return Stream.of("b." + call(line) + ";");
    }
    return functions.contains(label.group(1))
        ? Stream.of("}", "static void " + name + "_" + label.group(1) + PARAMETERS)
        : Stream.of("b.label(\"" + label.group(1) + "\");");
  }

  private static String call(String line) {
    Matcher map = MAP.matcher(line);
    Matcher value = VALUE.matcher(line);
    Matcher local = LOCAL_CALL.matcher(line);
    if (map.matches()) {
      return "loadMap(R%s, maps.get(\"%s\"))".formatted(map.group(1), map.group(2));
    } else if (value.matches()) {
      return "loadMapValue(R%s, maps.get(\"%s\"), %s)"
          .formatted(value.group(1), value.group(2), value.group(3));
    } else if (local.matches()) {
      return "callSubprogram(\"" + local.group(1) + "\")";
    }
    String[] parts = line.split(" ", 2);
    return parts[0] + "(" + (parts.length == 1 ? "" : arguments(parts[1])) + ")";
  }

  private static String arguments(String operands) {
    return Stream.of(operands.split(", "))
        .map(
            operand ->
                operand
                    .replaceAll("\\[%r(\\d+)\\+?(-?\\d+)\\]", "R$1, $2")
                    .replaceAll("%r(\\d+)", "R$1")
                    .replaceAll("^([A-Za-z]\\w+)$", "\"$1\"")
                    .replaceAll("^\"(R\\d+)\"$", "$1"))
        .collect(Collectors.joining(", "));
  }
}
