package dev.jbpf.text;

import static java.util.Map.entry;

import java.util.Map;

/** Reads what starts with a dot. */
final class Directives {
  private final Scanner in;
  private final Errors errors;
  private final DataDirectives data;
  private final SymbolDirectives symbols;
  private final SectionDirectives sections;
  private final MapDirective maps;
  private final Conditions conditions;
  private final Expansions expansions;
  private final Map<String, Reader> readers;

  /** Reads what follows the name, which stands from {@code from} to {@code to}. */
  private interface Reader {
    void read(int from, int to);
  }

  Directives(Context context, Expressions expressions, Expansions expansions) {
    this.in = context.in;
    this.errors = context.errors;
    this.data = new DataDirectives(context, expressions);
    this.symbols = new SymbolDirectives(context, expressions);
    this.sections = new SectionDirectives(context, expressions);
    this.maps = new MapDirective(context, expressions);
    this.conditions = new Conditions(context, expressions);
    this.expansions = expansions;
    this.readers = readers();
  }

  private Map<String, Reader> readers() {
    return Map.ofEntries(
        entry(".raw", data::raw),
        entry(".byte", numbers(1)),
        entry(".1byte", numbers(1)),
        entry(".short", numbers(2)),
        entry(".half", numbers(2)),
        entry(".hword", numbers(2)),
        entry(".2byte", numbers(2)),
        entry(".long", numbers(4)),
        entry(".int", numbers(4)),
        entry(".word", numbers(4)),
        entry(".4byte", numbers(4)),
        entry(".quad", numbers(8)),
        entry(".dword", numbers(8)),
        entry(".xword", numbers(8)),
        entry(".8byte", numbers(8)),
        entry(".uleb128", (from, to) -> data.leb128(from, to, false)),
        entry(".sleb128", (from, to) -> data.leb128(from, to, true)),
        entry(".ascii", (from, to) -> data.text(from, to, false)),
        entry(".asciz", (from, to) -> data.text(from, to, true)),
        entry(".string", (from, to) -> data.text(from, to, true)),
        entry(".zero", data::zero),
        entry(".skip", data::zero),
        entry(".space", data::zero),
        entry(".fill", data::fill),
        entry(".align", (from, to) -> data.align(from, to, false)),
        entry(".balign", (from, to) -> data.align(from, to, false)),
        entry(".p2align", (from, to) -> data.align(from, to, true)),
        entry(".section", sections::section),
        entry(".text", (from, to) -> sections.enter(".text")),
        entry(".data", (from, to) -> sections.enter(".data")),
        entry(".bss", (from, to) -> sections.enter(".bss")),
        entry(".previous", sections::previous),
        entry(".pushsection", sections::push),
        entry(".popsection", sections::pop),
        entry(".globl", (from, to) -> symbols.mark(from, to, Symbols.GLOBAL)),
        entry(".global", (from, to) -> symbols.mark(from, to, Symbols.GLOBAL)),
        entry(".weak", (from, to) -> symbols.mark(from, to, Symbols.GLOBAL | Symbols.WEAK)),
        entry(".local", (from, to) -> symbols.mark(from, to, Symbols.LOCAL)),
        entry(".hidden", (from, to) -> symbols.mark(from, to, Symbols.HIDDEN)),
        entry(".type", symbols::type),
        entry(".size", symbols::size),
        entry(".set", symbols::set),
        entry(".equ", symbols::set),
        entry(".equiv", symbols::set),
        entry(".map", maps::read),
        entry(".macro", expansions::define),
        entry(".rept", expansions::repeat),
        entry(".include", this::include),
        entry(".if", conditions::begin),
        entry(".ifdef", (from, to) -> conditions.beginDefined(from, to, true)),
        entry(".ifndef", (from, to) -> conditions.beginDefined(from, to, false)),
        entry(".elseif", conditions::otherwise),
        entry(".else", conditions::otherwise),
        entry(".endif", conditions::end),
        entry(".endm", this::stray),
        entry(".endr", this::stray),
        entry(".file", this::ignore),
        entry(".loc", this::ignore),
        entry(".ident", this::ignore),
        entry(".addrsig", this::ignore),
        entry(".addrsig_sym", this::ignore),
        entry(".cfi_sections", this::ignore),
        entry(".cfi_startproc", this::ignore),
        entry(".cfi_endproc", this::ignore));
  }

  private Reader numbers(int width) {
    return (from, to) -> data.numbers(width, from, to);
  }

  /**
   * Reads the directive whose name stands there.
   *
   * @return whether another text is read next
   */
  boolean read(int from, int to) {
    String name = in.text(from, to);
    Reader reader = readers.get(name);
    if (reader != null) {
      int depth = expansions.depth();
      reader.read(from, to);
      return expansions.depth() > depth;
    }
    errors.add(
        "unknown-directive",
        from,
        to,
        "unknown directive " + Complaints.quote(in, from, to),
        errors.didYouMean(name, readers.keySet()));
    skip();
    return false;
  }

  /** Says so if something that was begun has no end. */
  void finish() {
    conditions.finish();
  }

  /** Gives {@code symbol}, whose name stands there, the value that follows. */
  void assign(int symbol, int from, int to) {
    symbols.assign(symbol, from, to);
  }

  /** What compilers write for debuggers, and for linkers that fold equal functions. */
  private void ignore(int from, int to) {
    skip();
  }

  private void stray(int from, int to) {
    errors.add("unclosed", from, to, "nothing was begun that " + in.text(from, to) + " can end");
  }

  private void include(int from, int to) {
    if (in.skip() != '"') {
      errors.add("bad-directive", from, to, ".include takes the name of a file in quotes");
      return;
    }
    int start = in.at;
    String name = new String(in.text(), java.nio.charset.StandardCharsets.UTF_8);
    expansions.include(name, start, in.at);
  }

  private void skip() {
    while (!Chars.endsStatement(in.skip())) {
      if (in.text[in.at] == '"') {
        in.text();
      } else {
        in.at++;
      }
    }
  }
}
