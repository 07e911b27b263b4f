package dev.jbpf.text;

import dev.jbpf.isa.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Every way to write an instruction, in order of how it starts: a word, a sign, a register. What
 * starts alike becomes a {@link Tree} when the first such statement is read, so that a short source
 * pays for what it uses.
 */
final class Shapes {
  /** The start of statements that begin with a whole register. */
  static final int REGISTER = 3;

  /** The start of statements that begin with the lower half of a register. */
  static final int HALF = 4;

  /** Made when the first macro is read. */
  private static final class Macros {
    static final Shapes ALL = new Shapes(true);
  }

  private static final Tree EMPTY = new Tree(List.of());
  private static final Shapes ALL = new Shapes(false);

  private final Lexicon words = new Lexicon();
  private Forms[] forms = new Forms[Lexicon.FIRST_WORD + 512];

  /** A form of an instruction, a text as {@link dev.jbpf.isa.Template} has it. */
  record Form(Op op, String text, int dialects) {}

  /** Forms that start alike; threads that need their tree at once may each make it. */
  private static final class Forms {
    private final List<Form> list = new ArrayList<>();
    private Tree tree = EMPTY;

    Tree tree() {
      if (tree == EMPTY) {
        tree = new Tree(list);
      }
      return tree;
    }
  }

  private Shapes(boolean macros) {
    Aliases.Taker taker = new Adder();
    if (macros) {
      for (Op op : Op.all()) {
        add(op, op.macroText(), Dialect.MACRO.bit());
      }
      Aliases.forEachMacro(taker);
      return;
    }
    for (Op op : Op.all()) {
      add(op, op.llvmText(), Dialect.LLVM.bit());
      add(op, op.gnuText(), Dialect.GNU.bit());
    }
    Aliases.forEach(taker);
  }

  // No lambda: making the first one costs more than all of this.
  private final class Adder implements Aliases.Taker {
    @Override
    public void take(Op op, String text, Dialect dialect) {
      add(op, text, dialect.bit());
    }
  }

  /** {@return those of instructions in words and signs} */
  static Shapes all() {
    return ALL;
  }

  /** {@return those of macros} */
  static Shapes macros() {
    return Macros.ALL;
  }

  private void add(Op op, String text, int dialects) {
    int start = start(text);
    if (start >= forms.length) {
      forms = Arrays.copyOf(forms, start * 2);
    }
    if (forms[start] == null) {
      forms[start] = new Forms();
    }
    forms[start].list.add(new Form(op, text, dialects));
  }

  /** What a template starts with: {@code r0}, {@code {wdst}}, a word or a sign. */
  private int start(String text) {
    char first = text.charAt(0);
    if (first == '{') {
      return text.charAt(1) == 'w' ? HALF : REGISTER;
    }
    if (!Chars.startsName(first)) {
      return first;
    }
    if (text.charAt(1) == '0') {
      return first == 'w' ? HALF : REGISTER;
    }
    return words.intern(text);
  }

  /** {@return the forms that start with that word, sign or kind of register} */
  Tree startingWith(int start) {
    Forms found = start < forms.length ? forms[start] : null;
    return found == null ? EMPTY : found.tree();
  }

  /**
   * {@return the forms that start with the name that {@code in} has read}
   *
   * @param register what {@link Scanner#register} says of it
   */
  Tree startingWithName(Scanner in, int register) {
    if (register != Scanner.NO_REGISTER) {
      return startingWith(register >= Scanner.HALF ? HALF : REGISTER);
    }
    int word = words.find(in.text, in.start, in.at, in.hash);
    return word == 0 ? startingWithCapitals(in) : startingWith(word);
  }

  /** Words can be written in capitals too. */
  private Tree startingWithCapitals(Scanner in) {
    Scanner lower = Scanner.of(in.text(in.start, in.at).toLowerCase(Locale.ROOT));
    lower.name();
    int word = words.find(lower.text, 0, lower.at, lower.hash);
    return word == 0 ? EMPTY : startingWith(word);
  }

  /** {@return the words that statements start with} */
  List<String> words() {
    return words.all();
  }
}
