package dev.jbpf.text.statement;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.grammar.Dialects;
import dev.jbpf.text.grammar.Form;
import dev.jbpf.text.grammar.FormTree;
import dev.jbpf.text.grammar.Grammar;
import dev.jbpf.text.names.ForeignHabits;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.state.Operands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what is wrong with a statement that is no instruction. */
final class SyntaxErrors {

  private final Cursor in;
  private final SourceErrors errors;
  private FormTree tree = Grammar.statements();

  // The last name that was read as a symbol: what does not fit behind it may be its fault.
  private int symbolNode;
  private int symbolFrom;
  private int symbolTo;

  private final Map<Integer, List<String>> tokens = new HashMap<>();
  private final Map<Integer, String> expected = new HashMap<>();

  SyntaxErrors(Cursor in, SourceErrors errors) {
    this.in = in;
    this.errors = errors;
  }

  /**
   * Complains about the token at {@code at}, with which nothing leads on from {@code node} of
   * {@code forms}.
   */
  void mismatch(FormTree forms, int node, int at) {
    if (tree != forms) {
      tokens.clear();
      expected.clear();
      tree = forms;
    }
    int end = in.endOfToken(at);
    in.at = at;
    if (Characters.isName(in.text[at]) || in.text[at] == '%') {
      in.name();
      int register = RegisterNames.of(in);
      if (register != RegisterNames.NONE && takesRegister(node)) {
        register(node, register);
        return;
      }
    }
    if (node == FormTree.ROOT) {
      unknown(at, end);
    } else {
      unexpected(node, at, end);
    }
  }

  /** Remembers a name that was read as a symbol at {@code node}. */
  void takenForSymbol(int node, int from, int to) {
    symbolNode = node;
    symbolFrom = from;
    symbolTo = to;
  }

  private boolean takesRegister(int node) {
    return tree.operand(node, FormTree.REGISTER) != FormTree.NONE
        || tree.operand(node, FormTree.HALF) != FormTree.NONE;
  }

  private void register(int node, int register) {
    boolean whole = tree.operand(node, FormTree.REGISTER) != FormTree.NONE;
    String name = in.quote(in.start, in.at);
    if (register == RegisterNames.BAD) {
      errors.add(
          DiagnosticCode.BAD_REGISTER,
          in.start,
          in.at,
          name + " is not a register",
          in.text[in.start] == '%'
              ? habit(in.start).orElse(ForeignHabits.REGISTERS)
              : ForeignHabits.REGISTERS);
    } else {
      errors.add(
          DiagnosticCode.BAD_REGISTER,
          in.start,
          in.at,
          whole
              ? name + " is half a register, expected a whole one"
              : name + " is a whole register, expected the lower half of one",
          whole
              ? "the whole register is r" + (register & ~RegisterNames.HALF)
              : "the lower half is w" + register);
    }
  }

  private void unknown(int at, int end) {
    String name = in.text(at, end);
    if (!Characters.isName(in.text[at]) && in.text[at] != '%') {
      errors.add(
          DiagnosticCode.BAD_STATEMENT,
          at,
          end,
          in.found(at) + " starts no statement",
          habit(at).orElse(""));
      return;
    }
    errors.add(
        DiagnosticCode.UNKNOWN_MNEMONIC,
        at,
        end,
        "unknown instruction " + in.quote(at, end),
        habit(at).orElseGet(() -> suggestion(name)));
  }

  private String suggestion(String name) {
    return name.startsWith("BPF_")
        ? errors.didYouMean(name, Grammar.macros().firstWords())
        : errors.didYouMean(name.toLowerCase(Locale.ROOT), Grammar.statements().firstWords());
  }

  /** {@return what helps whoever wrote the statement that the place is in} */
  private Optional<String> habit(int at) {
    return ForeignHabits.at(in, errors, at);
  }

  private List<String> words(int node) {
    return tokens(node).stream()
        .filter(text -> text.length() > 1 && Characters.isName(text.charAt(0)))
        .toList();
  }

  /** Complains that a statement of the right form is none of {@code candidates}. */
  void refuse(Form[] candidates, Operands operands, int dialects, int from) {
    List<Form> admitted = Stream.of(candidates).filter(s -> (dialects & s.dialects) != 0).toList();
    if (admitted.isEmpty()) {
      errors.add(
          DiagnosticCode.DIALECT,
          from,
          in.at,
          "this is not how the " + Dialects.name(dialects) + " dialect writes it",
          "with the dialect 'auto' each statement can be in any of them");
      return;
    }
    for (Form.Condition condition : admitted.get(0).conditions) {
      if (!operands.meets(condition)) {
        wrongOperand(admitted, condition, operands);
        return;
      }
    }
  }

  private void wrongOperand(List<Form> shapes, Form.Condition condition, Operands operands) {
    int at = condition.at();
    int from = operands.from[at];
    int to = operands.to[at];
    String found = ", found " + in.quote(from, to);
    if (condition.same() >= 0) {
      int same = condition.same();
      String first = in.quote(operands.from[same], operands.to[same]);
      errors.add(DiagnosticCode.BAD_OPERAND, from, to, "expected " + first + " again" + found);
      return;
    }
    boolean isRegister = Characters.startsName(in.text[from]);
    List<String> choices =
        shapes.stream()
            .flatMap(shape -> Stream.of(shape.conditions))
            .filter(other -> other.at() == at)
            .map(other -> isRegister ? in.text(from, from + 1) + other.value() : "" + other.value())
            .distinct()
            .toList();
    errors.add(DiagnosticCode.BAD_OPERAND, from, to, "expected " + Cursor.orList(choices) + found);
  }

  private void unexpected(int node, int at, int end) {
    String near = suggestion(node, at, end);
    errors.add(
        DiagnosticCode.BAD_OPERAND,
        at,
        end,
        "expected " + expected(node) + ", found " + in.found(at),
        near.isEmpty() ? habit(at).orElse("") : near);
  }

  private String suggestion(int node, int at, int end) {
    if (Characters.startsName(in.text[at])) {
      String near = errors.didYouMean(in.text(at, end), words(node));
      if (!near.isEmpty()) {
        return near;
      }
    }
    return isBehindSymbol(at)
        ? errors.didYouMean(in.text(symbolFrom, symbolTo), words(symbolNode))
        : "";
  }

  /** The symbol may be one of a statement long before. */
  private boolean isBehindSymbol(int at) {
    int from = at;
    while (from > symbolTo
        && (Characters.isSpace(in.text[from - 1]) || in.text[from - 1] == '\n')) {
      from--;
    }
    return from == symbolTo;
  }

  private List<String> tokens(int node) {
    return tokens.computeIfAbsent(node, tree::tokensAt);
  }

  private String expected(int node) {
    return expected.computeIfAbsent(node, this::describe);
  }

  private String describe(int node) {
    List<String> choices = new ArrayList<>();
    if (takesRegister(node)) {
      choices.add("a register");
    }
    if (tree.operand(node, FormTree.VALUE) != FormTree.NONE) {
      choices.add("a value");
    }
    if (tree.operand(node, FormTree.TARGET) != FormTree.NONE) {
      choices.add("a label");
    }
    if (tree.endingAt(node).length > 0) {
      choices.add("the end of the statement");
    }
    List<String> tokens = tokens(node);
    boolean few = tokens.size() <= 4 || choices.isEmpty();
    Stream<String> shown =
        few
            ? tokens.stream().filter(t -> !t.equals("s")).limit(24).map(t -> "'" + t + "'")
            : Stream.of();
    shown.forEach(choices::add);
    return Cursor.orList(choices);
  }
}
