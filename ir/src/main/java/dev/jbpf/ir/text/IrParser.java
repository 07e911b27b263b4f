package dev.jbpf.ir.text;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@link IrPrinter} writes. Values and blocks get new numbers, in the order of the text;
 * what is written in registers cannot be read back.
 */
public final class IrParser {
  private static final Pattern HEAD = Pattern.compile("function (\\S+) : (.+?)( inlined)? \\{");

  private final List<String> lines;
  private final IrModule module = new IrModule();
  private final Map<String, Function> functions = new LinkedHashMap<>();

  private IrParser(String text) {
    lines = text.lines().toList();
  }

  /**
   * {@return the module that {@code text} describes}
   *
   * @throws IrException if it is no such text; says the line
   */
  public static IrModule parse(String text) {
    return new IrParser(text).parse();
  }

  private IrModule parse() {
    List<FunctionReader> readers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher head = HEAD.matcher(lines.get(i));
      if (head.matches()) {
        readers.add(declare(head, i));
      }
    }
    if (readers.isEmpty()) {
      throw error(0, "no function: 'function name : type {'");
    }
    readers.forEach(FunctionReader::read);
    return module;
  }

  private FunctionReader declare(Matcher head, int line) {
    if (line + 1 >= lines.size()) {
      throw error(line, "a function without blocks");
    }
    List<Type> parameters = FunctionReader.parameterTypes(lines.get(line + 1), line + 1);
    Type result = TypeText.parse(head.group(2), line);
    Function function = new Function(head.group(1), result, parameters, Origin.UNKNOWN);
    function.setInlined(head.group(3) != null);
    if (functions.putIfAbsent(function.name(), function) != null) {
      throw error(line, "two functions '" + function.name() + "'");
    }
    module.add(function);
    return new FunctionReader(function, functions, lines, line + 1);
  }

  /** An error at that line, which is counted from 0 here. */
  static IrException error(int line, String message) {
    return new IrException("ir-text", Origin.UNKNOWN, "line " + (line + 1) + ": " + message);
  }
}
