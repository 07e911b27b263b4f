package dev.jbpf.cli.asm;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code -f java}: a class whose {@code program()} builds the program in the {@code BPF_*} form.
 */
public final class JavaClass {
  /** So many elements a method stay far below the 64 KiB that a method of Java may have. */
  private static final int CHUNK = 500;

  /** What Java spells otherwise than C: numbers of 64 bits, flags of an enum, what has no macro. */
  private static final Map<Pattern, String> IN_JAVA =
      Map.of(
          Pattern.compile("^(BPF_LD_IMM64\\(\\w+, -?\\w+)"), "$1L",
          Pattern.compile("(BPF_\\w+) \\| BPF_FETCH"), "BPF_FETCH($1)",
          Pattern.compile("^BPF_CALL_REG\\((\\w+)\\)"),
              "BPF_RAW_INSN(" + Op.CALLX.opcode() + ", $1, BPF_REG_0, 0, 0)");

  private JavaClass() {}

  public static byte[] of(String file, Program program) {
    List<String> lines = lines(program);
    int chunks = Math.max(1, (lines.size() + CHUNK - 1) / CHUNK);
    StringBuilder out = new StringBuilder();
    out.append("import static dev.jbpf.dsl.BpfInsns.*;\n\n");
    out.append("import dev.jbpf.code.CodeElement;\n");
    out.append("import dev.jbpf.code.Program;\n");
    out.append("import java.util.ArrayList;\nimport java.util.List;\n\n");
    out.append("/** Written by jbpf-asm. */\n");
    out.append("public final class ").append(className(file)).append(" {\n");
    out.append("  /** The program. */\n  public static Program program() {\n");
    out.append("    List<CodeElement> elements = new ArrayList<>();\n");
    for (int chunk = 0; chunk < chunks; chunk++) {
      out.append("    elements.addAll(part").append(chunk).append("());\n");
    }
    out.append("    return Program.link(elements);\n  }\n");
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * CHUNK;
      part(out, chunk, lines.subList(from, Math.min(lines.size(), from + CHUNK)));
    }
    return out.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(Program program) {
    List<String> lines = new ArrayList<>(Disassembler.lines(program, Dialect.MACRO));
    IN_JAVA.forEach(
        (inC, inJava) -> lines.replaceAll(line -> inC.matcher(line).replaceFirst(inJava)));
    program.maps().stream().map(MapReference::map).distinct().forEach(map -> quote(map, lines));
    return lines;
  }

  /** In Java, a map is named by a text. */
  private static void quote(String map, List<String> lines) {
    Pattern load = Pattern.compile("(BPF_LD_MAP_\\w+\\(\\w+, )" + Pattern.quote(map) + "([,)])");
    String text = '"' + map.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    lines.replaceAll(
        line -> load.matcher(line).replaceFirst("$1" + Matcher.quoteReplacement(text) + "$2"));
  }

  private static void part(StringBuilder out, int number, List<String> lines) {
    out.append("\n  private static List<CodeElement> part").append(number).append("() {\n");
    out.append("    return List.of(\n        ");
    out.append(String.join("\n        ", lines).replaceFirst(",\\s*$", ""));
    out.append(");\n  }\n");
  }

  /** The file's name as a name of Java: {@code my-prog.s} is {@code MyProg}. */
  public static String className(String file) {
    StringBuilder name = new StringBuilder();
    boolean isStart = true;
    for (char c : file.toCharArray()) {
      if (!Character.isJavaIdentifierPart(c) || c == '_' || c == '$') {
        isStart = true;
      } else {
        name.append(isStart ? Character.toUpperCase(c) : c);
        isStart = false;
      }
    }
    boolean isName = name.length() > 0 && Character.isJavaIdentifierStart(name.charAt(0));
    return isName ? name.toString() : "Prog" + name;
  }
}
