package dev.jbpf.text;

/**
 * What loaders need to know of symbols, where the source does not say it: a program is a global
 * function that starts its section, and functions and variables have sizes.
 */
final class SymbolDefaults {
  private static final String SUBPROGRAMS = ".text";

  private final Context context;
  private final Symbols symbols;

  SymbolDefaults(Context context) {
    this.context = context;
    this.symbols = context.symbols;
  }

  /** Completes the symbols of all sections. */
  void complete() {
    for (Region region : context.regions) {
      int kind = region.isCode() ? Symbols.FUNCTION : Symbols.OBJECT;
      markKinds(region, kind);
      if (region.isCode() && (!region.name.equals(SUBPROGRAMS) || isOnlyCode(region))) {
        nameProgram(region);
      }
      sizeAll(region, kind);
    }
  }

  /** Without another section, {@code .text} is what a loader takes for the program. */
  private boolean isOnlyCode(Region region) {
    for (Region other : context.regions) {
      if (other != region && other.isCode()) {
        return false;
      }
    }
    return true;
  }

  private void markKinds(Region region, int kind) {
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      boolean isTyped = symbols.is(symbol, Symbols.FUNCTION | Symbols.OBJECT);
      if (symbols.is(symbol, Symbols.GLOBAL)
          && !isTyped
          && symbols.section(symbol) == region.index) {
        symbols.mark(symbol, kind);
      }
    }
  }

  /** What starts the section is its program: the first label there, or the section's own name. */
  private void nameProgram(Region region) {
    int first = Symbols.NONE;
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      if (symbols.section(symbol) == region.index) {
        if (symbols.is(symbol, Symbols.FUNCTION)) {
          return;
        }
        boolean isFirst = symbols.value(symbol) == 0 && symbols.isNamed(symbol);
        first = isFirst && first == Symbols.NONE ? symbol : first;
      }
    }
    int program = first == Symbols.NONE ? newProgram(region) : first;
    symbols.mark(program, Symbols.FUNCTION | Symbols.GLOBAL);
  }

  private int newProgram(Region region) {
    String name = identifier(programName(region));
    while (symbols.find(name) != Symbols.NONE) {
      name += "_";
    }
    int symbol = symbols.intern(name);
    symbols.define(symbol, region.index, 0, 0);
    return symbol;
  }

  private static String identifier(String text) {
    char[] letters = text.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] >= 0x80 || !Character.isLetterOrDigit(letters[i])) {
        letters[i] = '_';
      }
    }
    String name = String.valueOf(letters);
    return name.isEmpty() || Chars.isDigit(name.charAt(0)) ? "_".concat(name) : name;
  }

  /** The end of the section's name; the file's, where the section says nothing. */
  private String programName(Region region) {
    boolean isText = region.name.equals(SUBPROGRAMS);
    String path = isText ? context.source.name() : region.name;
    String last = path.substring(path.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return isText && dot >= 0 ? last.substring(0, dot) : last;
  }

  /** A function or variable without a size ends where the next one starts. */
  private void sizeAll(Region region, int kind) {
    int last = Symbols.NONE;
    for (int symbol : symbols.inOrder(region.index, kind)) {
      endAt(last, symbols.value(symbol));
      last = symbol;
    }
    endAt(last, region.here());
  }

  private void endAt(int symbol, long end) {
    if (symbol != Symbols.NONE && !context.sizes.containsKey(symbol)) {
      Operands size = new Operands();
      size.add(Operands.NUMBER, end - symbols.value(symbol), 0, 0);
      context.sizes.put(symbol, size);
    }
  }
}
