package dev.jbpf.text.statement;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.KernelNames;
import dev.jbpf.text.names.LocalLabels;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.util.OptionalInt;

/** Reads places in the program: labels, numbered labels, distances in slots. */
final class TargetReader {
  private final Cursor in;
  private final Symbols symbols;
  private final SourceErrors errors;
  private final Expressions expressions;
  private final LocalLabels locals;

  TargetReader(AssemblyState state, Expressions expressions, LocalLabels locals) {
    this.in = state.in;
    this.symbols = state.symbols;
    this.errors = state.errors;
    this.expressions = expressions;
    this.locals = locals;
  }

  /** {@return whether what follows is rather a place than a number} */
  boolean startsHere() {
    int c = in.skip();
    return Characters.startsName(c) || LocalLabels.isNext(in);
  }

  /**
   * Reads a helper as the kernel writes it, by name and number: {@code bpf_map_lookup_elem#1}.
   *
   * @return whether there is one; nothing is read if not
   */
  boolean helper(Operands into) {
    int from = in.at;
    if (Characters.startsName(in.text[from])) {
      in.name();
      if (in.text[in.at] == '#' && Characters.isDigit(in.text[in.at + 1])) {
        OptionalInt known = KernelNames.helper(in.text(from, in.at));
        in.at++;
        boolean isNumber = in.number();
        into.add(Operands.NUMBER, known.isPresent() ? known.getAsInt() : in.number, from, in.at);
        return isNumber;
      }
    }
    in.at = from;
    return false;
  }

  /**
   * Reads a place: a symbol, or a number that is a distance.
   *
   * @param isOfC whether C calculates the number
   * @return whether there is one; an error has been noted if not
   */
  boolean read(Operands into, boolean isOfC) {
    int c = in.skip();
    int from = in.at;
    int numbered = locals.read(in);
    if (numbered != Symbols.NONE) {
      into.addSymbol(numbered, 0, from, in.at);
      return true;
    }
    if (!Characters.startsName(c)) {
      return distance(into, isOfC);
    }
    in.name();
    if (isProgramCounter()) {
      return distance(into, isOfC);
    }
    int symbol = symbols.intern(in.text, in.start, in.at, in.hash);
    into.addSymbol(symbol, 0, in.start, in.at);
    return true;
  }

  private boolean distance(Operands into, boolean isOfC) {
    if (!(isOfC ? expressions.readOfC(into) : expressions.read(into))) {
      return false;
    }
    int last = into.count - 1;
    if (into.kinds[last] == Operands.SYMBOL) {
      errors.add(
          DiagnosticCode.BAD_OPERAND, into.from[last], into.to[last], "a distance is a number");
      return false;
    }
    return true;
  }

  /** {@code pc+2} is the same as {@code +2}. */
  private boolean isProgramCounter() {
    boolean isPc =
        in.at - in.start == 2
            && (in.text[in.start] | 0x20) == 'p'
            && (in.text[in.start + 1] | 0x20) == 'c';
    return isPc && (in.text[in.at] == '+' || in.text[in.at] == '-');
  }
}
