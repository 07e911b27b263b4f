package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Directives that say something of a symbol. */
final class SymbolDirectives {
  private static final Map<String, Integer> TYPES =
      Map.of(
          "function", Symbols.FUNCTION,
          "STT_FUNC", Symbols.FUNCTION,
          "object", Symbols.OBJECT,
          "STT_OBJECT", Symbols.OBJECT,
          "notype", 0,
          "STT_NOTYPE", 0);

  private final AssemblyState state;
  private final Declarations declarations;
  private final Cursor in;
  private final SourceErrors errors;
  private final Symbols symbols;
  private final Expressions expressions;

  SymbolDirectives(AssemblyState state, Declarations declarations, Expressions expressions) {
    this.state = state;
    this.declarations = declarations;
    this.in = state.in;
    this.errors = state.errors;
    this.symbols = state.symbols;
    this.expressions = expressions;
  }

  /** {@return the symbol that is named next, {@link Symbols#NONE} and an error noted if none is} */
  private int symbol(int from, int to) {
    if (!Characters.startsName(in.skip())) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          in.at,
          in.at + 1,
          in.text(from, to) + " takes a symbol, found " + in.found(in.at));
      return Symbols.NONE;
    }
    in.name();
    return symbols.intern(in.text, in.start, in.at, in.hash);
  }

  private boolean comma(int from, int to) {
    if (in.skip() == ',') {
      in.at++;
      return true;
    }
    errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, in.text(from, to) + " takes two values");
    return false;
  }

  /** {@code .globl a, b} and its kind. */
  void mark(int from, int to, int attributes) {
    do {
      int symbol = symbol(from, to);
      if (symbol == Symbols.NONE) {
        return;
      }
      symbols.mark(symbol, attributes);
    } while (in.skip() == ',' && in.at++ >= 0);
  }

  /** {@code .type NAME, @function}. */
  void type(int from, int to) {
    int symbol = symbol(from, to);
    if (symbol == Symbols.NONE || !comma(from, to)) {
      return;
    }
    int c = in.skip();
    if (c == '@' || c == '%' || c == '#') {
      in.at++;
    }
    int start = in.at;
    in.name();
    Integer type = TYPES.get(in.text(start, in.at));
    if (type == null) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE, start, in.at, "a type is @function, @object or @notype");
    } else {
      symbols.mark(symbol, type);
    }
  }

  /** {@code .size NAME, VALUE}. */
  void size(int from, int to) {
    int symbol = symbol(from, to);
    if (symbol == Symbols.NONE || !comma(from, to)) {
      return;
    }
    Operands value = new Operands();
    if (expressions.read(value)) {
      declarations.sizes.put(symbol, value);
    }
  }

  /**
   * {@code .rename NAME, "TEXT"}: the object calls it TEXT, which may be empty, or no name here.
   */
  void rename(int from, int to) {
    int symbol = symbol(from, to);
    if (symbol == Symbols.NONE || !comma(from, to)) {
      return;
    }
    int start = in.at;
    String name = in.skip() == '"' ? new String(in.text(), StandardCharsets.UTF_8) : "\0";
    if (name.indexOf('\0') >= 0) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          start,
          in.at,
          ".rename takes a name in quotes, without zero bytes");
    } else {
      declarations.renames.put(symbol, name);
    }
  }

  /** {@code .set NAME, VALUE}. */
  void set(int from, int to) {
    int symbol = symbol(from, to);
    int start = in.start;
    int end = in.at;
    if (symbol != Symbols.NONE && comma(from, to)) {
      assign(symbol, start, end);
    }
  }

  /** Gives {@code symbol} the value that follows: a number, or another symbol's. */
  void assign(int symbol, int from, int to) {
    Operands value = new Operands();
    if (!expressions.read(value)) {
      return;
    }
    if (symbols.section(symbol) >= 0) {
      errors.add(
          DiagnosticCode.LABEL_DUPLICATE,
          from,
          to,
          in.quote(from, to) + " is a label already",
          "it is defined at " + state.source.origin(symbols.definition(symbol)));
    } else if (value.kinds[0] != Operands.SYMBOL) {
      symbols.defineNumber(symbol, value.values[0], value.kinds[0] == Operands.HUGE, from);
    } else {
      alias(symbol, value, from);
    }
  }

  private void alias(int symbol, Operands value, int from) {
    int other = value.symbols[0];
    boolean isPlace =
        other != Symbols.NONE && value.minus[0] == Symbols.NONE && symbols.isDefined(other);
    if (isPlace) {
      declarations.alias(symbol, value, from);
    } else {
      declarations.awaited.add(new Declarations.Awaited(symbol, value));
    }
  }
}
