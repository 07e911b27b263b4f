package dev.jbpf.ir.text;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one function: first all that has a name, then what uses these. */
final class FunctionReader {
  private static final Pattern BLOCK = Pattern.compile("(b\\d+)(?:\\((.*)\\))?:(?: bound (\\d+))?");
  private static final Pattern PARAMETER = Pattern.compile("(v\\d+):(.+?)(?:, (?=v\\d+:)|$)");
  private static final Pattern VALUE =
      Pattern.compile(
          "  (v\\d+):(.+?) = (\\w+)(?: @(.+?))??((?: v\\d+,)*(?: v\\d+)?)(?: #(-?\\d+))?");
  private static final Pattern EDGE = Pattern.compile("(b\\d+)(?:\\(([^)]*)\\))?");
  private static final Pattern BRANCH =
      Pattern.compile("branch (\\w+) (v\\d+), (v\\d+) \\? (b\\S*(?:\\(.*?\\))?) : (b.*)");
  private static final Pattern CASE = Pattern.compile("(-?\\d+) (b\\d+(?:\\([^)]*\\))?)");

  private final Function function;
  private final SymbolText symbols;
  private final List<String> lines;
  private final int start;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Block> blocks = new HashMap<>();

  FunctionReader(
      Function function, Map<String, Function> functions, List<String> lines, int start) {
    this.function = function;
    this.symbols = new SymbolText(functions);
    this.lines = lines;
    this.start = start;
  }

  static List<Type> parameterTypes(String block, int line) {
    Matcher head = BLOCK.matcher(block);
    if (!head.matches()) {
      throw IrParser.error(line, "a block is to start here: 'b0:'");
    }
    List<Type> types = new ArrayList<>();
    Matcher parameters = PARAMETER.matcher(head.group(2) == null ? "" : head.group(2));
    while (parameters.find()) {
      types.add(TypeText.parse(parameters.group(2), line));
    }
    return types;
  }

  void read() {
    int end = start;
    while (end < lines.size() && !lines.get(end).equals("}")) {
      end++;
    }
    for (int line = start; line < end; line++) {
      declare(line);
    }
    Block block = function.entry();
    int number = 0;
    for (int line = start; line < end; line++) {
      Matcher head = BLOCK.matcher(lines.get(line));
      Matcher value = VALUE.matcher(lines.get(line));
      if (head.matches()) {
        block = block(head.group(1), line);
        number = 0;
      } else if (value.matches()) {
        operands(block.values().get(number++), value.group(5), line);
      } else {
        block.setTerminator(terminator(lines.get(line).strip(), line));
      }
    }
  }

  private void declare(int line) {
    Matcher head = BLOCK.matcher(lines.get(line));
    Matcher value = VALUE.matcher(lines.get(line));
    if (head.matches()) {
      block(head, line);
    } else if (value.matches()) {
      List<Block> all = function.blocks();
      Value made = value(value, line);
      values.put(value.group(1), made);
      all.get(all.size() - 1).values().add(made);
    }
  }

  private void block(Matcher head, int line) {
    boolean isFirst = line == start;
    Block block = isFirst ? function.entry() : function.addBlock("");
    blocks.put(head.group(1), block);
    block.setBound(head.group(3) == null ? 0 : Long.parseLong(head.group(3)));
    Matcher parameters = PARAMETER.matcher(head.group(2) == null ? "" : head.group(2));
    for (int i = 0; parameters.find(); i++) {
      Value parameter =
          isFirst
              ? block.parameters().get(i)
              : block.addParameter(TypeText.parse(parameters.group(2), line), Origin.UNKNOWN);
      values.put(parameters.group(1), parameter);
    }
  }

  private Value value(Matcher text, int line) {
    Opcode opcode = opcode(text.group(3), line);
    long immediate = text.group(6) == null ? 0 : Long.parseLong(text.group(6));
    Referent symbol =
        text.group(4) == null
            ? Referent.NONE
            : symbols.parse(opcode, text.group(4), immediate, line);
    Type type = TypeText.parse(text.group(2), line);
    Value none = function.entry().parameters().stream().findFirst().orElse(null);
    int count = (int) text.group(5).chars().filter(letter -> letter == 'v').count();
    List<Value> later = new ArrayList<>(Collections.nCopies(count, none));
    return function.make(opcode, type, later, immediate, symbol, Origin.UNKNOWN);
  }

  private static Opcode opcode(String name, int line) {
    for (Opcode opcode : Opcode.values()) {
      if (opcode.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return opcode;
      }
    }
    throw IrParser.error(line, "no instruction '" + name + "'");
  }

  private void operands(Value value, String text, int line) {
    String[] names = text.isBlank() ? new String[0] : text.strip().split(", ");
    for (int i = 0; i < names.length; i++) {
      value.setOperand(i, value(names[i], line));
    }
  }

  private Value value(String name, int line) {
    Value found = values.get(name);
    if (found == null) {
      throw IrParser.error(line, "no value '" + name + "'");
    }
    return found;
  }

  private Block block(String name, int line) {
    Block found = blocks.get(name);
    if (found == null) {
      throw IrParser.error(line, "no block '" + name + "'");
    }
    return found;
  }

  private Terminator terminator(String text, int line) {
    String[] words = text.split(" ", 2);
    String rest = words.length == 1 ? "" : words[1];
    return switch (words[0]) {
      case "jump" -> new Terminator.Jump(edge(rest, line), Origin.UNKNOWN);
      case "branch" -> branch(text, line);
      case "switch" -> choice(rest, line);
      case "may_goto" -> {
        String[] ways = rest.split(" : ", 2);
        yield new Terminator.MayGoto(edge(ways[0], line), edge(ways[1], line), Origin.UNKNOWN);
      }
      case "return" ->
          new Terminator.Return(
              rest.isEmpty() ? Optional.empty() : Optional.of(value(rest, line)), Origin.UNKNOWN);
      case "unreachable" -> new Terminator.Unreachable(Origin.UNKNOWN);
      default -> throw IrParser.error(line, "'" + text + "' is neither a value nor an end");
    };
  }

  private Terminator branch(String text, int line) {
    Matcher found = BRANCH.matcher(text);
    if (!found.matches()) {
      throw IrParser.error(line, "branch comparison v1, v2 ? b1 : b2");
    }
    return new Terminator.Branch(
        opcode(found.group(1), line),
        value(found.group(2), line),
        value(found.group(3), line),
        edge(found.group(4), line),
        edge(found.group(5), line),
        Origin.UNKNOWN);
  }

  private Terminator choice(String text, int line) {
    String[] parts = text.split("else ", 2);
    List<Long> cases = new ArrayList<>();
    List<Edge> ways = new ArrayList<>();
    Matcher each = CASE.matcher(parts[0]);
    while (each.find()) {
      cases.add(Long.parseLong(each.group(1)));
      ways.add(edge(each.group(2), line));
    }
    Value value = value(text.substring(0, text.indexOf(' ')), line);
    return new Terminator.Switch(value, cases, ways, edge(parts[1], line), Origin.UNKNOWN);
  }

  private Edge edge(String text, int line) {
    Matcher found = EDGE.matcher(text);
    if (!found.matches()) {
      throw IrParser.error(line, "'" + text + "' is no way to a block: b1(v1, v2)");
    }
    List<Value> arguments = new ArrayList<>();
    if (found.group(2) != null && !found.group(2).isEmpty()) {
      for (String name : found.group(2).split(", ")) {
        arguments.add(value(name, line));
      }
    }
    return Edge.to(block(found.group(1), line), arguments);
  }
}
