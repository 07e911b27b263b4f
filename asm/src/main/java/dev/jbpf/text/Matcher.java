package dev.jbpf.text;

import java.util.Locale;
import java.util.Optional;

/** Follows a statement through a {@link Tree}. */
final class Matcher {
  private static final int NO_RETRY = -1;

  /** The word behind a constant of 64 bits, and its hash as {@link Scanner#name} has it. */
  private static final byte[] LONG = {'l', 'l'};

  private static final int LONG_HASH = 'l' * 31 + 'l';

  private final Scanner in;
  private final Expressions expressions;
  private final Targets targets;
  private final Complaints complaints;

  /** The forms that the statement can have. */
  private Tree tree = Shapes.statements();

  private final Operands operands;

  /** The node that is reached. */
  private int node;

  /** Whether the statement is a macro, which goes on over the ends of lines, up to a comma. */
  private boolean isMacro;

  /** Whether the last statement starts with a name that no instruction starts with. */
  boolean isUnknown;

  // Where to go on when a word or sign, taken for what the template says, leads nowhere.
  private int retryNode;
  private int retryAt;
  private int retryCount;

  // The place that was reached before going back.
  private int furthest;
  private int furthestNode;

  Matcher(AssemblyState state, Operands operands, Expressions expressions, LocalLabels locals) {
    this.in = state.in;
    this.operands = operands;
    this.expressions = expressions;
    this.targets = new Targets(state, expressions, locals);
    this.complaints = new Complaints(in, state.errors);
  }

  /**
   * Reads a statement up to its end, which is not passed.
   *
   * @param named whether its first name has been read already
   * @return whether it is one; an error has been noted if not
   */
  boolean match(boolean named) {
    operands.count = 0;
    node = Tree.ROOT;
    retryNode = NO_RETRY;
    furthest = -1;
    isUnknown = false;
    isMacro = named && in.text[in.start] == 'B' && in.text[in.start + 1] == 'P';
    tree = isMacro ? Shapes.macros() : Shapes.statements();
    if (named) {
      return startsWithName() && toEnd();
    }
    boolean isName = in.skip() == '%' && Chars.startsName(in.text[in.at + 1]);
    return isName ? startsWithPercent() && toEnd() : toEnd();
  }

  private boolean startsWithName() {
    splitSign();
    int register = in.register();
    int first = register == Scanner.NO_REGISTER ? firstWord() : firstRegister(register);
    if (first == Tree.NONE) {
      isUnknown = register == Scanner.NO_REGISTER;
      return !isUnknown && mismatch(in.start);
    }
    node = first;
    return true;
  }

  /** A percent sign stands before a whole register, or before nothing known. */
  private boolean startsWithPercent() {
    in.name();
    int register = in.register();
    int first = register >= Scanner.HALF ? Tree.NONE : firstRegister(register);
    if (first == Tree.NONE) {
      return mismatch(in.start);
    }
    node = first;
    return true;
  }

  private int firstRegister(int register) {
    if (register < 0) {
      return Tree.NONE;
    }
    operands.add(Operands.NUMBER, register & ~Scanner.HALF, in.start, in.at);
    return tree.operand(Tree.ROOT, register >= Scanner.HALF ? Tree.HALF : Tree.REGISTER);
  }

  /** Words can be written in capitals too. */
  private int firstWord() {
    int word = tree.lexicon().find(in.text, in.start, in.at, in.hash);
    int first = word == 0 ? Tree.NONE : tree.token(Tree.ROOT, word);
    return first == Tree.NONE ? lowerWord(Tree.ROOT) : first;
  }

  /** {@return where the word leads that {@code in} has read, in small letters} */
  private int lowerWord(int from) {
    Scanner lower = Scanner.of(in.text(in.start, in.at).toLowerCase(Locale.ROOT));
    lower.name();
    int word = tree.lexicon().find(lower.text, 0, lower.at, lower.hash);
    return word == 0 ? Tree.NONE : tree.token(from, word);
  }

  private boolean toEnd() {
    int c = in.skip();
    while (true) {
      if (Chars.endsStatement(c)) {
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
    return isPlace && Chars.endsStatement(in.skip());
  }

  private boolean step(int c) {
    if (tree.operand(node, Tree.OFFSET) != Tree.NONE) {
      return offset(c);
    }
    if (Chars.startsName(c) || c == '%' && Chars.startsName(in.text[in.at + 1])) {
      in.name();
      return name();
    }
    if (Chars.isDigit(c) || c == '\'') {
      return value(in.at);
    }
    return sign();
  }

  private boolean atEnd() {
    int offset = tree.operand(node, Tree.OFFSET);
    if (offset != Tree.NONE) {
      operands.add(Operands.NUMBER, 0, in.at, in.at);
      node = offset;
    }
    if (tree.ends(node)) {
      return true;
    }
    return mismatch(in.at) && toEnd();
  }

  private boolean offset(int c) {
    node = tree.operand(node, Tree.OFFSET);
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
    if (isSign && Chars.isDigit(in.text[last - 1])) {
      in.at = last;
      in.at = in.register() >= 0 ? last : last + 1;
    }
  }

  private boolean name() {
    splitSign();
    int register = in.register();
    if (register >= 0) {
      int kind = register >= Scanner.HALF ? Tree.HALF : Tree.REGISTER;
      int next = tree.operand(node, kind);
      if (next != Tree.NONE) {
        operands.add(Operands.NUMBER, register & ~Scanner.HALF, in.start, in.at);
        node = next;
        return true;
      }
    }
    int word = tree.lexicon().find(in.text, in.start, in.at, in.hash);
    int next = word == 0 ? Tree.NONE : tree.token(node, word);
    if (next != Tree.NONE) {
      take(next, in.start, takesValue());
      return true;
    }
    if (isMacro && next == Tree.NONE && isSize()) {
      return true;
    }
    if (register != Scanner.NO_REGISTER && !takesTargetOnly()) {
      return mismatch(in.start);
    }
    return takesValue() ? word(in.start) : otherCase();
  }

  /** {@code BPF_SIZEOF(u32)} is {@code BPF_W} where that can stand. */
  private boolean isSize() {
    int from = in.start;
    int to = in.at;
    Optional<Scanner> size = SizeMacros.read(in);
    if (size.isPresent()) {
      Scanner word = size.get();
      int next = tree.token(node, tree.lexicon().find(word.text, 0, word.at, word.hash));
      if (next != Tree.NONE) {
        node = next;
        return true;
      }
    }
    in.start = from;
    in.at = to;
    return false;
  }

  private boolean takesValue() {
    return tree.operand(node, Tree.VALUE) + tree.operand(node, Tree.TARGET) != Tree.NONE;
  }

  /** Words can be written in capitals too, where no symbol can stand. */
  private boolean otherCase() {
    int next = lowerWord(node);
    if (next == Tree.NONE) {
      return mismatch(in.start);
    }
    node = next;
    return true;
  }

  private boolean takesTargetOnly() {
    return tree.operand(node, Tree.TARGET) != Tree.NONE
        && tree.operand(node, Tree.VALUE) == Tree.NONE
        && in.text[in.start] != '%';
  }

  private boolean sign() {
    int sign = Lexicon.sign(in);
    int next = tree.token(node, sign);
    boolean startsValue = (isMacro ? "+-(~!" : "+-(~").indexOf(in.text[in.start]) >= 0;
    if (next != Tree.NONE) {
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
    int value = tree.operand(node, Tree.VALUE);
    int target = tree.operand(node, Tree.TARGET);
    in.at = from;
    if (target != Tree.NONE && value != Tree.NONE && targets.helper(operands)) {
      node = value;
      return true;
    }
    if (target != Tree.NONE && (value == Tree.NONE || targets.startsHere())) {
      node = target;
      return targets.read(operands, isMacro);
    }
    if (value == Tree.NONE) {
      return mismatch(from);
    }
    node = value;
    return isMacro ? expressions.readOfC(operands) : expressions.read(operands) && behindLong();
  }

  /** {@code 5ll} is {@code 5 ll} where that is a constant of 64 bits. */
  private boolean behindLong() {
    if (operands.isLong[operands.count - 1]) {
      int next = tree.token(node, tree.lexicon().find(LONG, 0, LONG.length, LONG_HASH));
      node = next == Tree.NONE ? node : next;
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
  Shape[] candidates() {
    return tree.endingAt(node);
  }

  /** Complains that the last statement, well-formed as it is, is no instruction. */
  void refuse(int dialects, int from) {
    complaints.refuse(candidates(), operands, dialects, from);
  }

  /** Complains about a name at {@code from} that starts no statement. */
  void unknown(int from) {
    complaints.mismatch(tree, Tree.ROOT, from);
  }
}
