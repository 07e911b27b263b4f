package dev.jbpf.classic;

import dev.jbpf.classic.ClassicStatement.Place;
import dev.jbpf.classic.Mnemonics.Mnemonic;
import dev.jbpf.classic.OperandParser.Operand;
import dev.jbpf.classic.token.ClassicToken;
import dev.jbpf.classic.token.ClassicTokens;
import dev.jbpf.classic.token.SyntaxException;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one instruction, its operand and the places it goes to. */
final class StatementParser {
  private final ClassicTokens in;
  private final OperandParser operands;

  StatementParser(ClassicTokens in) {
    this.in = in;
    this.operands = new OperandParser(in);
  }

  /** {@return the instruction that is next} */
  ClassicStatement parse() throws SyntaxException {
    ClassicToken name = in.take();
    Mnemonic mnemonic = Mnemonics.find(name.text()).orElseThrow(() -> unknown(name));
    Origin.Source origin = in.origin(name);
    if (mnemonic.isBare()) {
      return new ClassicStatement.Plain(ClassicInsn.of(mnemonic.ops().get(0), 0), origin);
    } else if (mnemonic.with(ClassicFormat.TARGET).isPresent()) {
      return new ClassicStatement.Jump(place(), origin);
    }
    ClassicToken at = in.peek();
    Operand operand = operands.parse(mnemonic);
    ClassicOp op =
        mnemonic.with(operand.kind()).orElseThrow(() -> wrongOperand(mnemonic, at, operand));
    return op.format().branches()
        ? comparison(mnemonic, op, operand, origin)
        : new ClassicStatement.Plain(ClassicInsn.of(op, operand.k()), origin);
  }

  private SyntaxException unknown(ClassicToken name) {
    if (!name.isWord()) {
      return in.error(
          DiagnosticCode.BAD_STATEMENT, "expected an instruction, found " + name.quoted(), name);
    }
    String[] near = Suggestions.notes(name.text().toLowerCase(Locale.ROOT), Mnemonics.names());
    String message = "unknown instruction " + name.quoted();
    return in.error(DiagnosticCode.UNKNOWN_MNEMONIC, message, name, near);
  }

  private SyntaxException wrongOperand(Mnemonic mnemonic, ClassicToken at, Operand operand) {
    List<String> takes =
        mnemonic.ops().stream().map(op -> example(op.format())).distinct().toList();
    int last = takes.size() - 1;
    String list =
        last == 0
            ? takes.get(0)
            : String.join(", ", takes.subList(0, last)) + " or " + takes.get(last);
    boolean isExtension = Extension.at(operand.k()).isPresent();
    String found = isExtension ? "an extension" : example(operand.kind());
    return in.error(
        DiagnosticCode.BAD_OPERAND, mnemonic.name() + " takes " + list + ", not " + found, at);
  }

  private static String example(ClassicFormat kind) {
    return switch (kind) {
      case NONE -> "nothing";
      case IMMEDIATE, COMPARE_IMMEDIATE -> "#number";
      case PACKET -> "[place]";
      case PACKET_INDEXED -> "[x + place]";
      case HEADER_LENGTH -> "4*([place]&0xf)";
      case LENGTH -> "#len";
      case SCRATCH -> "M[n]";
      case ACCUMULATOR -> "a";
      case INDEX, COMPARE_INDEX -> "x";
      case TARGET -> "a label";
    };
  }

  private ClassicStatement comparison(
      Mnemonic mnemonic, ClassicOp op, Operand operand, Origin.Source origin)
      throws SyntaxException {
    if (in.peek().is("jt")) {
      return absoluteComparison(mnemonic, op, operand, origin);
    }
    in.expect(",");
    Place first = place();
    ClassicToken comma = in.peek();
    Optional<Place> second = in.takeIf(",") ? Optional.of(place()) : Optional.empty();
    if (!mnemonic.opposite()) {
      return new ClassicStatement.Comparison(op, operand.k(), Optional.of(first), second, origin);
    } else if (second.isEmpty()) {
      return new ClassicStatement.Comparison(op, operand.k(), second, Optional.of(first), origin);
    }
    throw in.error(
        DiagnosticCode.BAD_OPERAND,
        mnemonic.name() + " goes to one place only",
        comma,
        op.mnemonic()
            + " with the two places exchanged says the same: `"
            + op.mnemonic()
            + " …, "
            + second.get().label()
            + ", "
            + first.label()
            + "`");
  }

  /** {@code jt 4 jf 2}, as {@code tcpdump -d} writes it. */
  private ClassicStatement absoluteComparison(
      Mnemonic mnemonic, ClassicOp op, Operand operand, Origin.Source origin)
      throws SyntaxException {
    in.expect("jt");
    Optional<Place> yes = Optional.of(place());
    in.expect("jf");
    Optional<Place> no = Optional.of(place());
    return mnemonic.opposite()
        ? new ClassicStatement.Comparison(op, operand.k(), no, yes, origin)
        : new ClassicStatement.Comparison(op, operand.k(), yes, no, origin);
  }

  /** A label, or the number of a line of {@code tcpdump -d}. */
  private Place place() throws SyntaxException {
    ClassicToken at = in.peek();
    if (at.isNumber()) {
      return new Place(ClassicLabels.ofLine(in.lineNumber()), in.origin(at), at.text().length());
    } else if (!at.isWord() || isStatement(at)) {
      throw in.unexpected("a label to go to");
    }
    in.take();
    return new Place(at.text(), in.origin(at), at.text().length());
  }

  /** Whether a statement starts where a label is expected, rather than a label named like one. */
  private boolean isStatement(ClassicToken token) {
    return in.isBehindNext(':') || token.first() && Mnemonics.find(token.text()).isPresent();
  }
}
