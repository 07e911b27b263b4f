package dev.jbpf.text.grammar;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.names.RegisterNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the tree of all templates, and lays it out as a table. Used where sources are generated.
 */
final class FormTreeBuilder implements Aliases.Taker {
  private final Node root = new Node();
  private final WordTable words = new WordTable();
  private final List<Written> forms = new ArrayList<>();

  /** A way to write an instruction, a text as {@link Template} has it. */
  private record Written(Op op, String text, int dialects) {}

  private static final class Node {
    final Map<Integer, Node> edges = new TreeMap<>();
    final List<Ending> endings = new ArrayList<>();
  }

  /** An instruction, its dialects and operands as {@link Form#read} has them. */
  private record Ending(Op op, int dialects, List<Integer> operands) {}

  static FormTreeTable ofStatements() {
    FormTreeBuilder builder = new FormTreeBuilder();
    for (Op op : Op.all()) {
      builder.take(op, op.llvmText(), Dialects.LLVM);
      builder.take(op, op.gnuText(), Dialects.GNU);
    }
    Aliases.forEach(builder);
    return builder.table();
  }

  static FormTreeTable ofMacros() {
    FormTreeBuilder builder = new FormTreeBuilder();
    for (Op op : Op.all()) {
      builder.take(op, op.macroText(), Dialects.MACRO);
    }
    Aliases.forEachMacro(builder);
    return builder.table();
  }

  @Override
  public void take(Op op, String text, int dialect) {
    forms.add(new Written(op, text, dialect));
  }

  private FormTreeTable table() {
    // First, so that suggestions for the first word of a statement are in the order of the table.
    for (Written form : forms) {
      Cursor in = Cursor.of(form.text());
      if (Characters.startsName(in.skip())) {
        in.name();
        if (RegisterNames.of(in) < 0) {
          words.number(in);
        }
      }
    }
    for (Written form : forms) {
      add(form);
    }
    return lay();
  }

  private void add(Written form) {
    List<Integer> operands = new ArrayList<>();
    Node node = root;
    for (Template.Part part : Template.parse(form.text()).parts()) {
      if (part instanceof Template.Literal literal) {
        node = follow(node, literal.text(), operands);
      } else {
        Template.Slot slot = (Template.Slot) part;
        operands.add(slot.ordinal());
        node = follow(node, FormTree.edge(slot));
      }
    }
    end(node, new Ending(form.op(), form.dialects(), operands));
  }

  private static Node follow(Node node, int edge) {
    return node.edges.computeIfAbsent(edge, e -> new Node());
  }

  /** Registers and numbers in the text are operands too, of a value that is settled. */
  private Node follow(Node from, String text, List<Integer> operands) {
    Cursor in = Cursor.of(text);
    Node node = from;
    for (int c = in.skip(); c != '\n'; c = in.skip()) {
      if (Characters.isDigit(c)) {
        in.number();
        operands.add(Form.FIXED + (int) in.number);
        node = follow(node, FormTree.VALUE);
      } else if (Characters.startsName(c)) {
        in.name();
        node = followName(node, in, operands);
      } else {
        node = follow(node, FormTree.FIRST_TOKEN + Tokens.sign(in));
      }
    }
    return node;
  }

  private Node followName(Node node, Cursor in, List<Integer> operands) {
    int register = RegisterNames.of(in);
    if (register < 0) {
      return follow(node, FormTree.FIRST_TOKEN + words.number(in));
    }
    operands.add(Form.FIXED + (register & ~RegisterNames.HALF));
    return follow(node, register >= RegisterNames.HALF ? FormTree.HALF : FormTree.REGISTER);
  }

  private static void end(Node node, Ending ending) {
    for (int i = 0; i < node.endings.size(); i++) {
      Ending known = node.endings.get(i);
      if (known.op() == ending.op()) {
        int dialects = known.dialects() | ending.dialects();
        node.endings.set(i, new Ending(known.op(), dialects, known.operands()));
        return;
      }
    }
    node.endings.add(ending);
  }

  private FormTreeTable lay() {
    StringBuilder nodes = new StringBuilder().append((char) 0);
    StringBuilder edges = new StringBuilder();
    StringBuilder ends = new StringBuilder().append((char) 0);
    StringBuilder shapes = new StringBuilder().append((char) 0);
    List<Node> inOrder = new ArrayList<>(List.of(root));
    for (int i = 0; i < inOrder.size(); i++) {
      Node node = inOrder.get(i);
      nodes.append((char) edges.length());
      node.edges.keySet().forEach(edge -> edges.append((char) (int) edge));
      inOrder.addAll(node.edges.values());
      ends.append((char) (node.endings.isEmpty() ? 0 : shapes.length()));
      lay(node.endings, shapes);
    }
    nodes.append((char) edges.length());
    return new FormTreeTable(
        nodes.toString(),
        edges.toString(),
        ends.toString(),
        shapes.toString(),
        words.letters(),
        words.ends(),
        words.slots());
  }

  private static void lay(List<Ending> endings, StringBuilder shapes) {
    if (endings.isEmpty()) {
      return;
    }
    shapes.append((char) endings.size());
    for (Ending ending : endings) {
      shapes.append((char) ending.op().ordinal());
      shapes.append((char) ending.dialects());
      shapes.append((char) ending.operands().size());
      ending.operands().forEach(operand -> shapes.append((char) (int) operand));
    }
  }
}
