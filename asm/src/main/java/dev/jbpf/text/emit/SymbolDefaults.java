package dev.jbpf.text.emit;

import dev.jbpf.source.Characters;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What loaders need to know of symbols, where the source does not say it: a program is a global
 * function that starts its section, and functions and variables have sizes.
 */
final class SymbolDefaults {
  private static final String SUBPROGRAMS = ".text";

  private final AssemblyState state;
  private final Declarations declarations;
  private final Symbols symbols;

  SymbolDefaults(AssemblyState state, Declarations declarations) {
    this.state = state;
    this.declarations = declarations;
    this.symbols = state.symbols;
  }

  /** Completes the symbols of all sections. */
  void complete() {
    markKinds();
    namePrograms();
    int[][] inOrder = symbols.inOrder(state.sections.count(), Symbols.FUNCTION | Symbols.OBJECT);
    for (SectionImage image : state.sections.all()) {
      sizeAll(image, inOrder[image.index]);
    }
  }

  private static int kind(SectionImage image) {
    return image.isCode() ? Symbols.FUNCTION : Symbols.OBJECT;
  }

  /** Without another section, {@code .text} is what a loader takes for the program. */
  private boolean isOnlyCode(SectionImage image) {
    for (SectionImage other : state.sections.all()) {
      if (other != image && other.isCode()) {
        return false;
      }
    }
    return true;
  }

  private void markKinds() {
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      int section = symbols.section(symbol);
      boolean isTyped = symbols.is(symbol, Symbols.FUNCTION | Symbols.OBJECT);
      if (section >= 0 && symbols.is(symbol, Symbols.GLOBAL) && !isTyped) {
        symbols.mark(symbol, kind(state.sections.get(section)));
      }
    }
  }

  /** What starts a section is its program: the first label there, or the section's own name. */
  private void namePrograms() {
    BitSet hasFunctions = new BitSet();
    int[] first = new int[state.sections.count()];
    Arrays.fill(first, Symbols.NONE);
    for (int symbol = symbols.count() - 1; symbol >= 0; symbol--) {
      int section = symbols.section(symbol);
      if (section >= 0 && symbols.is(symbol, Symbols.FUNCTION)) {
        hasFunctions.set(section);
      } else if (section >= 0 && symbols.value(symbol) == 0 && symbols.isNamed(symbol)) {
        first[section] = symbol;
      }
    }
    for (SectionImage image : state.sections.all()) {
      boolean isProgram = image.isCode() && (!image.name.equals(SUBPROGRAMS) || isOnlyCode(image));
      if (isProgram && !hasFunctions.get(image.index)) {
        int start = first[image.index];
        int program = start == Symbols.NONE ? newProgram(image) : start;
        symbols.mark(program, Symbols.FUNCTION | Symbols.GLOBAL);
      }
    }
  }

  private int newProgram(SectionImage image) {
    String name = identifier(programName(image));
    while (symbols.find(name) != Symbols.NONE || declarations.maps.containsKey(name)) {
      name += "_";
    }
    int symbol = symbols.intern(name);
    symbols.define(symbol, image.index, 0, 0);
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
    return name.isEmpty() || Characters.isDigit(name.charAt(0)) ? "_".concat(name) : name;
  }

  /** The end of the section's name; the file's, where the section says nothing. */
  private String programName(SectionImage image) {
    boolean isText = image.name.equals(SUBPROGRAMS);
    String path = isText ? state.source.name() : image.name;
    String last = path.substring(path.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return isText && dot >= 0 ? last.substring(0, dot) : last;
  }

  /** A function or variable without a size ends where the next one starts. */
  private void sizeAll(SectionImage image, int[] inOrder) {
    int last = Symbols.NONE;
    for (int symbol : inOrder) {
      if (symbols.is(symbol, kind(image))) {
        endAt(last, symbols.value(symbol));
        last = symbol;
      }
    }
    endAt(last, image.here());
  }

  private void endAt(int symbol, long end) {
    if (symbol != Symbols.NONE && !declarations.sizes.containsKey(symbol)) {
      Operands size = new Operands();
      size.add(Operands.NUMBER, end - symbols.value(symbol), 0, 0);
      declarations.sizes.put(symbol, size);
    }
  }
}
