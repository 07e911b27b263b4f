package dev.jbpf.text.statement;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.grammar.Form;
import dev.jbpf.text.grammar.FormTree;
import dev.jbpf.text.grammar.Grammar;
import dev.jbpf.text.grammar.Tokens;
import dev.jbpf.text.names.LocalLabels;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.util.Locale;
import java.util.Optional;

/** Follows a statement through a {@link FormTree}. */
public final class StatementMatcher {
  private static final int NO_RETRY = -1;

  /** The word behind a constant of 64 bits, and its hash as {@link Cursor#name} has it. */
  private static final byte[] LONG = {'l', 'l'};

  private static final int LONG_HASH = 'l' * 31 + 'l';

  private final Cursor in;
  private final Expressions expressions;
  private final TargetReader targets;
  private final SyntaxErrors complaints;

  /** The forms that the statement can have. */
  private FormTree tree = Grammar.statements();

  private final Operands operands;

  /** The node that is reached. */
  private int node;

  /** Whether the statement is a macro, which goes on over the ends of lines, up to a comma. */
  private boolean isMacro;

  /** Whether the last statement starts with a name that no instruction starts with. */
  public boolean isUnknown;

  // Where to go on when a word or sign, taken for what the template says, leads nowhere.
  private int retryNode;
  private int retryAt;
  private int retryCount;

  // The place that was reached before going back.
  private int furthest;
  private int furthestNode;

  public StatementMatcher(
      AssemblyState state, Operands operands, Expressions expressions, LocalLabels locals) {
    this.in = state.in;
    this.operands = operands;
    this.expressions = expressions;
    this.targets = new TargetReader(state, expressions, locals);
    this.complaints = new SyntaxErrors(in, state.errors);
  }

  /**
   * Reads a statement up to its end, which is not passed.
   *
   * @param named whether its first name has been read already
   * @return whether it is one; an error has been noted if not
   */
  public boolean match(boolean named) {
    operands.count = 0;
    node = FormTree.ROOT;
    retryNode = NO_RETRY;
    furthest = -1;
    isUnknown = false;
    isMacro = named && in.text[in.start] == 'B' && in.text[in.start + 1] == 'P';
    tree = isMacro ? Grammar.macros() : Grammar.statements();
    if (named) {
      return startsWithName() && toEnd();
    }
    boolean isName = in.skip() == '%' && Characters.startsName(in.text[in.at + 1]);
    return isName ? startsWithPercent() && toEnd() : toEnd();
  }

  private boolean startsWithName() {
    splitSign();
    int register = RegisterNames.of(in);
    int first = register == RegisterNames.NONE ? firstWord() : firstRegister(register);
    if (first == FormTree.NONE) {
      isUnknown = register == RegisterNames.NONE;
      return !isUnknown && mismatch(in.start);
    }
    node = first;
    return true;
  }

  /** A percent sign stands before a whole register, or before nothing known. */
  private boolean startsWithPercent() {
    in.name();
    int register = RegisterNames.of(in);
    int first = register >= RegisterNames.HALF ? FormTree.NONE : firstRegister(register);
    if (first == FormTree.NONE) {
      return mismatch(in.start);
    }
    node = first;
    return true;
  }

  private int firstRegister(int register) {
    if (register < 0) {
      return FormTree.NONE;
    }
    operands.add(Operands.NUMBER, register & ~RegisterNames.HALF, in.start, in.at);
    return tree.operand(
        FormTree.ROOT, register >= RegisterNames.HALF ? FormTree.HALF : FormTree.REGISTER);
  }

  /** Words can be written in capitals too. */
  private int firstWord() {
    int word = tree.lexicon().find(in.text, in.start, in.at, in.hash);
    int first = word == 0 ? FormTree.NONE : tree.token(FormTree.ROOT, word);
    return first == FormTree.NONE ? lowerWord(FormTree.ROOT) : first;
  }

  /** {@return where the word leads that {@code in} has read, in small letters} */
  private int lowerWord(int from) {
    Cursor lower = Cursor.of(in.text(in.start, in.at).toLowerCase(Locale.ROOT));
    lower.name();
    int word = tree.lexicon().find(lower.text, 0, lower.at, lower.hash);
    return word == 0 ? FormTree.NONE : tree.token(from, word);
  }

  private boolean toEnd() {
    int c = in.skip();
    while (true) {
      if (Characters.endsStatement(c)) {
        if (!isMacro || c != '\n' || in.at + 1 >= in.end || tree.ends(node)) {
          return atEnd();
        }
        in.at++;
      } else if (isMacro && in.isContinued()) {
        in.at++;
      } else if (c == ',' && isMacro && tree.ends(node) || c == '<' && isPlaceInListing()) {
        return true;
      } else if (!step(c)) {
        return false;
      }
      c = in.skip();
    }
  }

  /** Passes {@code <main+0x90>}, by which disassemblers explain a distance. */
  private boolean isPlaceInListing() {
    int end = in.at;
    while (in.text[end] != '>' && in.text[end] != '\n') {
      end++;
    }
    boolean isPlace = tree.ends(node) && end > in.at + 1 && in.text[end] == '>';
    in.at = isPlace ? end + 1 : in.at;
    return isPlace && Characters.endsStatement(in.skip());
  }

  private boolean step(int c) {
    if (tree.operand(node, FormTree.OFFSET) != FormTree.NONE) {
      return offset(c);
    }
    if (Characters.startsName(c) || c == '%' && Characters.startsName(in.text[in.at + 1])) {
      in.name();
      return name();
    }
    if (Characters.isDigit(c) || c == '\'') {
      return value(in.at);
    }
    return sign();
  }

  private boolean atEnd() {
    int offset = tree.operand(node, FormTree.OFFSET);
    if (offset != FormTree.NONE) {
      operands.add(Operands.NUMBER, 0, in.at, in.at);
      node = offset;
    }
    if (tree.ends(node)) {
      return true;
    }
    return mismatch(in.at) && toEnd();
  }

  private boolean offset(int c) {
    node = tree.operand(node, FormTree.OFFSET);
    if (c == '+' || c == '-') {
      return expressions.read(operands);
    }
    operands.add(Operands.NUMBER, 0, in.at, in.at);
    return true;
  }

  /**
   * Binutils writes no blank between a register and a sign that starts with {@code s}: {@code
   * r3s>3}.
   */
  private void splitSign() {
    int last = in.at - 1;
    boolean isSign =
        last > in.start + 1 && in.text[last] == 's' && "><=/%".indexOf(in.text[in.at]) >= 0;
    if (isSign && Characters.isDigit(in.text[last - 1])) {
      in.at = last;
      in.at = RegisterNames.of(in) >= 0 ? last : last + 1;
    }
  }

  private boolean name() {
    splitSign();
    int register = RegisterNames.of(in);
    if (register >= 0) {
      int kind = register >= RegisterNames.HALF ? FormTree.HALF : FormTree.REGISTER;
      int next = tree.operand(node, kind);
      if (next != FormTree.NONE) {
        operands.add(Operands.NUMBER, register & ~RegisterNames.HALF, in.start, in.at);
        node = next;
        return true;
      }
    }
    int word = tree.lexicon().find(in.text, in.start, in.at, in.hash);
    int next = word == 0 ? FormTree.NONE : tree.token(node, word);
    if (next != FormTree.NONE) {
      take(next, in.start, takesValue());
      return true;
    }
    if (isMacro && next == FormTree.NONE && isSize()) {
      return true;
    }
    if (register != RegisterNames.NONE && !takesTargetOnly()) {
      return mismatch(in.start);
    }
    return takesValue() ? word(in.start) : otherCase();
  }

  /** {@code BPF_SIZEOF(u32)} is {@code BPF_W} where that can stand. */
  private boolean isSize() {
    int from = in.start;
    int to = in.at;
    Optional<Cursor> size = SizeMacros.read(in);
    if (size.isPresent()) {
      Cursor word = size.get();
      int next = tree.token(node, tree.lexicon().find(word.text, 0, word.at, word.hash));
      if (next != FormTree.NONE) {
        node = next;
        return true;
      }
    }
    in.start = from;
    in.at = to;
    return false;
  }

  private boolean takesValue() {
    return tree.operand(node, FormTree.VALUE) + tree.operand(node, FormTree.TARGET)
        != FormTree.NONE;
  }

  /** Words can be written in capitals too, where no symbol can stand. */
  private boolean otherCase() {
    int next = lowerWord(node);
    if (next == FormTree.NONE) {
      return mismatch(in.start);
    }
    node = next;
    return true;
  }

  private boolean takesTargetOnly() {
    return tree.operand(node, FormTree.TARGET) != FormTree.NONE
        && tree.operand(node, FormTree.VALUE) == FormTree.NONE
        && in.text[in.start] != '%';
  }

  private boolean sign() {
    int sign = Tokens.sign(in);
    int next = tree.token(node, sign);
    boolean startsValue = (isMacro ? "+-(~!" : "+-(~").indexOf(in.text[in.start]) >= 0;
    if (next != FormTree.NONE) {
      take(next, in.start, startsValue && takesValue());
      return true;
    }
    return startsValue ? value(in.start) : mismatch(in.start);
  }

  /** Takes a word or sign as the template has it, and remembers if it could be a value too. */
  private void take(int next, int from, boolean canBeValue) {
    if (canBeValue) {
      retryNode = node;
      retryAt = from;
      retryCount = operands.count;
    }
    node = next;
  }

  /** Takes a name for a symbol, and remembers that it could be a word misspelt. */
  private boolean word(int from) {
    complaints.takenForSymbol(node, from, in.at);
    return value(from);
  }

  private boolean value(int from) {
    int value = tree.operand(node, FormTree.VALUE);
    int target = tree.operand(node, FormTree.TARGET);
    in.at = from;
    if (target != FormTree.NONE && value != FormTree.NONE && targets.helper(operands)) {
      node = value;
      return true;
    }
    if (target != FormTree.NONE && (value == FormTree.NONE || targets.startsHere())) {
      node = target;
      return targets.read(operands, isMacro);
    }
    if (value == FormTree.NONE) {
      return mismatch(from);
    }
    node = value;
    return isMacro ? expressions.readOfC(operands) : expressions.read(operands) && behindLong();
  }

  /** {@code 5ll} is {@code 5 ll} where that is a constant of 64 bits. */
  private boolean behindLong() {
    if (operands.isLong[operands.count - 1]) {
      int next = tree.token(node, tree.lexicon().find(LONG, 0, LONG.length, LONG_HASH));
      node = next == FormTree.NONE ? node : next;
    }
    return true;
  }

  /** Goes back if there is another way, and complains about the furthest place reached if not. */
  private boolean mismatch(int from) {
    if (from > furthest) {
      furthest = from;
      furthestNode = node;
    }
    if (retryNode == NO_RETRY) {
      complaints.mismatch(tree, furthestNode, furthest);
      return false;
    }
    node = retryNode;
    operands.count = retryCount;
    retryNode = NO_RETRY;
    return value(retryAt);
  }

  /** {@return the instructions that the last statement can be} */
  public Form[] candidates() {
    return tree.endingAt(node);
  }

  /** Complains that the last statement, well-formed as it is, is no instruction. */
  public void refuse(int dialects, int from) {
    complaints.refuse(candidates(), operands, dialects, from);
  }

  /** Complains about a name at {@code from} that starts no statement. */
  public void unknown(int from) {
    complaints.mismatch(tree, FormTree.ROOT, from);
  }
}
