package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;

/**
 * {@code .comm NAME, SIZE[, ALIGNMENT]} and {@code .lcomm}: space that starts as zeros. Compilers
 * write {@code .local} before the one for each {@code static} variable.
 */
final class CommonDirectives {
  private static final String ZEROS = ".bss";
  private static final int MOST = 1 << 30;
  private static final int MOST_ALIGNED = 1 << 16;

  private final AssemblyState state;
  private final Declarations declarations;
  private final Cursor in;
  private final SourceErrors errors;
  private final Symbols symbols;
  private final Expressions expressions;

  CommonDirectives(AssemblyState state, Declarations declarations, Expressions expressions) {
    this.state = state;
    this.declarations = declarations;
    this.in = state.in;
    this.errors = state.errors;
    this.symbols = state.symbols;
    this.expressions = expressions;
  }

  /** Reads what follows the directive's name; {@code isLocal} says that it gives space itself. */
  void read(boolean isLocal, int from, int to) {
    if (!Characters.startsName(in.skip())) {
      fail(from, to);
      return;
    }
    in.name();
    int start = in.start;
    int end = in.at;
    int symbol = symbols.intern(in.text, start, end, in.hash);
    int size = number(MOST);
    int alignment = size < 0 || in.skip() != ',' ? 1 : number(MOST_ALIGNED);
    if (size < 0 || Integer.bitCount(Math.max(alignment, 1)) != 1 || alignment < 0) {
      fail(from, to);
    } else if (symbols.isDefined(symbol)) {
      errors.add(
          DiagnosticCode.LABEL_DUPLICATE,
          start,
          end,
          in.quote(start, end) + " is defined twice",
          "it is defined first at " + state.source.origin(symbols.definition(symbol)));
    } else if (isLocal || symbols.is(symbol, Symbols.LOCAL)) {
      allocate(symbol, size, Math.max(alignment, 1), start);
    } else {
      share(symbol, new Declarations.Common(size, Math.max(alignment, 1)), start, end);
    }
  }

  private void fail(int from, int to) {
    errors.add(
        DiagnosticCode.BAD_DIRECTIVE,
        from,
        to,
        in.text(from, to) + " takes a name, a size, and a power of two to align to");
  }

  /** {@return the number behind a comma; -1 if there is none that can be taken} */
  private int number(int most) {
    if (in.skip() != ',') {
      return -1;
    }
    in.at++;
    Operands value = new Operands();
    boolean isNumber = expressions.read(value) && value.kinds[0] == Operands.NUMBER;
    return isNumber && value.values[0] >= 0 && value.values[0] <= most ? (int) value.values[0] : -1;
  }

  private void allocate(int symbol, int size, int alignment, int from) {
    SectionImage zeros = state.sections.named(ZEROS);
    long place = (zeros.here() + alignment - 1L) / alignment * alignment;
    if (place + size > MOST) {
      errors.add(DiagnosticCode.TOO_LARGE, from, from, "the section becomes larger than 1 GiB");
      return;
    }
    while (zeros.here() < place + size) {
      zeros.addByte(0, from);
    }
    zeros.alignment = Math.max(zeros.alignment, alignment);
    symbols.define(symbol, zeros.index, place, from);
    symbols.mark(symbol, Symbols.LOCAL | Symbols.OBJECT);
    setSize(symbol, size);
  }

  /** As linkers do with several objects, the largest one counts. */
  private void share(int symbol, Declarations.Common common, int from, int to) {
    if (!state.isObject()) {
      String name = in.quote(from, to);
      errors.add(
          DiagnosticCode.NEEDS_OBJECT,
          from,
          to,
          name + " is allocated by a linker: only an object is");
    }
    Declarations.Common known = declarations.commons.getOrDefault(symbol, common);
    Declarations.Common largest =
        new Declarations.Common(
            Math.max(known.size(), common.size()), Math.max(known.alignment(), common.alignment()));
    declarations.commons.put(symbol, largest);
    symbols.mark(symbol, Symbols.GLOBAL | Symbols.OBJECT);
    setSize(symbol, largest.size());
  }

  private void setSize(int symbol, int size) {
    Operands value = new Operands();
    value.add(Operands.NUMBER, size, 0, 0);
    declarations.sizes.put(symbol, value);
  }
}
