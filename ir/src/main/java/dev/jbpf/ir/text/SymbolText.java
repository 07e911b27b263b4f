package dev.jbpf.ir.text;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.StackObject;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import dev.jbpf.kernel.struct.MemberFact;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What values stand for, or call, as text; of one function. */
final class SymbolText {
  private static final Pattern OBJECT = Pattern.compile("(.*)\\[(\\d+)\\]/(\\d+)(\\.\\d+)?");
  private static final Pattern NUMBERED = Pattern.compile("(.*)/(-?\\d+)/(-?\\d+)");

  private static final Pattern FUNCTION = Pattern.compile("(.*):(.*)\\((.*)\\)");

  private final Map<String, Function> functions;
  private final Map<String, StackObject> objects = new HashMap<>();

  SymbolText(Map<String, Function> functions) {
    this.functions = functions;
  }

  Referent parse(Opcode opcode, String text, long immediate, int line) {
    return switch (opcode) {
      case MAP, MAP_VALUE -> new Referent.OfMap(text);
      case STACK -> new Referent.OfStack(objects.computeIfAbsent(text, name -> object(name, line)));
      case CALL_HELPER -> new Referent.OfHelper(helper(text, line));
      case MEMBER_OFFSET -> new Referent.OfMember(member(text, (int) immediate));
      case CALL_KERNEL -> new Referent.OfKfunc(kernelFunction(text, line));
      case KERNEL_VARIABLE -> {
        Matcher found = numbered(text, line);
        yield new Referent.OfVariable(found.group(1), number(found, 2), number(found, 3));
      }
      case CALL, FUNCTION -> function(text, line);
      default -> throw IrParser.error(line, opcode + " of '" + text + "': it stands for nothing");
    };
  }

  private Referent function(String text, int line) {
    if (!functions.containsKey(text)) {
      throw IrParser.error(line, "no function '" + text + "'");
    }
    return new Referent.OfFunction(functions.get(text));
  }

  private static StackObject object(String text, int line) {
    Matcher found = OBJECT.matcher(text);
    if (!found.matches()) {
      throw IrParser.error(line, "'" + text + "' is no object of the stack: name[size]/alignment");
    }
    return new StackObject(found.group(1), number(found, 2), number(found, 3), Origin.UNKNOWN);
  }

  private static Matcher numbered(String text, int line) {
    Matcher found = NUMBERED.matcher(text);
    if (!found.matches()) {
      throw IrParser.error(line, "'" + text + "' is not of the kernel: name/id/module");
    }
    return found;
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static KfuncDeclaration kernelFunction(String text, int line) {
    Matcher found = FUNCTION.matcher(text);
    if (!found.matches()) {
      throw IrParser.error(line, "'" + text + "' is no function: result:name(parameter;…)");
    }
    List<KfuncDeclaration.Kind> parameters =
        found.group(3).isEmpty()
            ? List.of()
            : Stream.of(found.group(3).split(";")).map(SymbolText::kind).toList();
    return new KfuncDeclaration(found.group(2), kind(found.group(1)), parameters);
  }

  private static KfuncDeclaration.Kind kind(String text) {
    if (text.endsWith("*")) {
      String struct = text.substring(0, text.length() - 1);
      return struct.isEmpty()
          ? new KfuncDeclaration.Address()
          : new KfuncDeclaration.Pointer(struct);
    }
    return text.equals("void")
        ? new KfuncDeclaration.Nothing()
        : new KfuncDeclaration.Number(
            Integer.parseInt(text.substring(1)) / Byte.SIZE, text.startsWith("s"));
  }

  private static int helper(String text, int line) {
    if (text.matches("helper -?\\d+")) {
      return Integer.parseInt(text.substring(text.indexOf(' ') + 1));
    }
    for (Helper helper : Helper.values()) {
      if (helper.functionName().equals(text)) {
        return helper.value();
      }
    }
    throw IrParser.error(line, "no helper '" + text + "'");
  }

  /** Of structures only the way to the member is known. */
  private static KernelMember member(String text, int offset) {
    String[] parts = text.split(":");
    List<String> names = List.of(parts[0].split("\\."));
    KernelStruct.Content content = new KernelStruct.Number(Long.BYTES, false);
    for (int i = names.size() - 1; i > 1; i--) {
      content = new KernelStruct.Inside(struct(names.get(i - 1), names.get(i), 0, content));
    }
    KernelStruct struct = struct(names.get(0), names.get(1), offset, content);
    List<Integer> path = Collections.nCopies(names.size() - 1, 0);
    return parts.length == 1
        ? new KernelMember(struct, path)
        : new KernelMember(struct, path, MemberFact.valueOf(parts[1]));
  }

  private static KernelStruct struct(
      String name, String member, int offset, KernelStruct.Content content) {
    return new KernelStruct(
        name, Long.BYTES, List.of(new KernelStruct.Member(member, offset, content)));
  }
}
