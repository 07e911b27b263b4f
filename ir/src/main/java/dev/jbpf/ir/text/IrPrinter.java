package dev.jbpf.ir.text;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes IR as text, a value a line: {@code v3:u64 = add v1, v2}.
 *
 * <p>Names of authors are left out.
 */
public final class IrPrinter {
  private final StringBuilder out = new StringBuilder();

  /** Objects of one name are told apart by numbers. */
  private final Map<StackObject, Integer> objects = new IdentityHashMap<>();

  private IrPrinter() {}

  /** {@return the text of all functions} */
  public static String print(IrModule module) {
    return module.functions().stream().map(IrPrinter::print).collect(Collectors.joining("\n"));
  }

  /** {@return the text of {@code function}} */
  public static String print(Function function) {
    IrPrinter printer = new IrPrinter();
    printer.function(function);
    return printer.out.toString();
  }

  private void function(Function function) {
    out.append("function ").append(function.name()).append(" : ").append(function.result());
    out.append(function.isInlined() ? " inlined" : "").append(" {\n");
    function.blocks().forEach(this::block);
    out.append("}\n");
  }

  private void block(Block block) {
    out.append(block.label()).append(parameters(block)).append(":");
    if (block.bound() > 0) {
      out.append(" bound ").append(block.bound());
    }
    out.append('\n');
    for (Value value : block.values()) {
      out.append("  ").append(text(value, this::object)).append('\n');
    }
    out.append("  ").append(text(block.terminator())).append('\n');
  }

  private static String parameters(Block block) {
    return block.parameters().isEmpty()
        ? ""
        : block.parameters().stream()
            .map(value -> value.label() + ":" + value.type())
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private String object(StackObject object) {
    return plain(object) + "." + objects.computeIfAbsent(object, made -> objects.size());
  }

  private static String plain(StackObject object) {
    return object + "/" + object.alignment();
  }

  /** {@return {@code value} and what makes it} */
  public static String text(Value value) {
    return text(value, IrPrinter::plain);
  }

  private static String text(Value value, java.util.function.Function<StackObject, String> object) {
    StringBuilder line = new StringBuilder();
    line.append(value.label()).append(':').append(value.type()).append(" = ");
    line.append(value.opcode());
    if (!value.symbol().equals(Referent.NONE)) {
      line.append(" @").append(symbol(value.symbol(), object));
    }
    String operands = value.operands().stream().map(Value::label).collect(Collectors.joining(", "));
    line.append(operands.isEmpty() ? "" : " ").append(operands);
    if (value.immediate() != 0 || value.isConstant()) {
      line.append(" #").append(value.immediate());
    }
    return line.toString();
  }

  private static String symbol(
      Referent symbol, java.util.function.Function<StackObject, String> object) {
    if (symbol instanceof Referent.OfStack stack) {
      return object.apply(stack.object());
    }
    return symbol instanceof Referent.OfVariable variable
        ? variable.name() + "/" + variable.id() + "/" + variable.object()
        : symbol.toString();
  }

  /** {@return how a block ends} */
  public static String text(Terminator end) {
    if (end instanceof Terminator.Jump jump) {
      return "jump " + text(jump.edge());
    }
    if (end instanceof Terminator.Branch branch) {
      return "branch %s %s, %s ? %s : %s"
          .formatted(
              branch.condition(),
              branch.left(),
              branch.right(),
              text(branch.then()),
              text(branch.otherwise()));
    }
    if (end instanceof Terminator.Switch all) {
      StringJoiner ways = new StringJoiner(", ", "switch " + all.value() + " ", "");
      for (int i = 0; i < all.cases().size(); i++) {
        ways.add(all.cases().get(i) + " " + text(all.ways().get(i)));
      }
      return ways.add("else " + text(all.otherwise())).toString();
    }
    if (end instanceof Terminator.MayGoto may) {
      return "may_goto " + text(may.on()) + " : " + text(may.out());
    }
    if (end instanceof Terminator.Return ret) {
      return "return" + ret.value().map(value -> " " + value).orElse("");
    }
    return "unreachable";
  }

  private static String text(Edge edge) {
    List<Value> arguments = edge.arguments();
    return edge.target()
        + (arguments.isEmpty()
            ? ""
            : arguments.stream().map(Value::label).collect(Collectors.joining(", ", "(", ")")));
  }
}
