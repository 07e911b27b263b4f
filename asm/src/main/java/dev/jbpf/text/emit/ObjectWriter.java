package dev.jbpf.text.emit;

import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.elf.symbol.Visibility;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.section.SectionTable;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import java.util.BitSet;

/** Makes an object of the sections and symbols that were assembled. */
final class ObjectWriter {
  private final AssemblyState state;
  private final Declarations declarations;
  private final Symbols symbols;
  private final ElfBuilder elf;

  /** The symbols that loaders and linkers are told of by their numbers. */
  private final BitSet relocated = new BitSet();

  ObjectWriter(AssemblyState state, Declarations declarations) {
    this.state = state;
    this.declarations = declarations;
    this.symbols = state.symbols;
    this.elf = new ElfBuilder(state.order());
  }

  ElfBuilder build() {
    for (String file : declarations.files) {
      elf.anonymous(file).kind(SymbolKind.FILE).define(SymbolPlace.Special.ABSOLUTE, 0);
    }
    for (SectionImage image : state.sections.all()) {
      if (isKept(image)) {
        section(image);
      }
    }
    findRelocated();
    for (int symbol = 0; symbol < symbols.count(); symbol++) {
      symbol(symbol);
    }
    for (SectionImage image : state.sections.all()) {
      if (isKept(image)) {
        relocations(image);
      }
    }
    return elf;
  }

  /** That there is {@code .BTF} says something even where nothing is in it. */
  private static boolean isKept(SectionImage image) {
    return image.here() > 0 || !image.name.equals(SectionTable.TYPES);
  }

  private SectionBuilder section(int image) {
    return elf.section(state.sections.get(image).name);
  }

  private void section(SectionImage image) {
    SectionBuilder section = elf.section(image.name);
    if (image.kind.isPresent()) {
      SectionImage.Kind kind = image.kind.get();
      section.kind(kind.type(), kind.flags()).entrySize(kind.entrySize());
    }
    section.align(Math.max(image.alignment, naturalAlignment(image)));
    if (image.isCode()) {
      section.putWords(image.code.words(), image.code.size());
    } else if (section.type() == Section.NOBITS) {
      section.fill(image.data.size(), 0);
    } else {
      section.putBytes(image.data.toBytes());
    }
  }

  /**
   * Instructions need 8; loaders map BTF where 4 are needed, unless its author has it otherwise.
   */
  private static int naturalAlignment(SectionImage image) {
    boolean isTypes = image.name.startsWith(SectionTable.TYPES) && !image.isAligned;
    return image.isCode() ? 8 : isTypes ? 4 : 1;
  }

  private void findRelocated() {
    for (SectionImage image : state.sections.all()) {
      for (SectionImage.Relocated place : image.relocations) {
        if (place.symbol() != Symbols.NONE) {
          relocated.set(place.symbol());
        }
      }
    }
  }

  private void symbol(int symbol) {
    if (symbols.isBuiltIn(symbol) || !symbols.isKept(symbol) || !isUsed(symbol)) {
      return;
    }
    int section = symbols.section(symbol);
    if (section >= 0 && symbols.isPlain(symbol) && !isTold(symbol)) {
      symbols.addLabel(symbol, elf, section(section));
    } else {
      add(symbol, section);
    }
  }

  /** Whether something more than its place is known of it, or refers to it. */
  private boolean isTold(int symbol) {
    return relocated.get(symbol)
        || declarations.sizes.containsKey(symbol)
        || declarations.renames.containsKey(symbol);
  }

  private void add(int symbol, int section) {
    SymbolBuilder made = elf.symbol(symbols.name(symbol));
    if (section >= 0) {
      made.define(section(section), symbols.value(symbol));
    } else if (section == Symbols.CONSTANT) {
      made.define(SymbolPlace.Special.ABSOLUTE, symbols.value(symbol));
    } else if (declarations.commons.containsKey(symbol)) {
      made.define(SymbolPlace.Special.COMMON, declarations.commons.get(symbol).alignment());
    }
    made.kind(kind(symbol)).size(size(symbol));
    if (declarations.renames.containsKey(symbol)) {
      made.rename(declarations.renames.get(symbol));
    }
    if (symbols.is(symbol, Symbols.WEAK)) {
      made.binding(Binding.WEAK);
    } else if (symbols.is(symbol, Symbols.GLOBAL)) {
      made.binding(Binding.GLOBAL);
    }
    if (symbols.is(symbol, Symbols.HIDDEN)) {
      made.visibility(Visibility.HIDDEN);
    } else if (symbols.is(symbol, Symbols.PROTECTED)) {
      made.visibility(Visibility.PROTECTED);
    } else if (symbols.is(symbol, Symbols.INTERNAL)) {
      made.visibility(Visibility.INTERNAL);
    }
  }

  /** Names that nothing refers to and nothing defines, such as those of helpers, are left out. */
  private boolean isUsed(int symbol) {
    return symbols.isDefined(symbol) || symbols.is(symbol, Symbols.GLOBAL) || relocated.get(symbol);
  }

  private SymbolKind kind(int symbol) {
    if (symbols.is(symbol, Symbols.FUNCTION)) {
      return SymbolKind.FUNC;
    }
    return symbols.is(symbol, Symbols.OBJECT) ? SymbolKind.OBJECT : SymbolKind.NOTYPE;
  }

  /** As LLVM has it, another name of a function is as long as that. */
  private long size(int symbol) {
    Operands size = declarations.sizes.get(symbol);
    if (size == null) {
      Integer other = declarations.aliases.get(symbol);
      return other == null || other == symbol ? 0 : size(other);
    }
    if (size.kinds[0] != Operands.SYMBOL) {
      return size.values[0];
    }
    long plus = size.symbols[0] == Symbols.NONE ? 0 : symbols.value(size.symbols[0]);
    long minus = size.minus[0] == Symbols.NONE ? 0 : symbols.value(size.minus[0]);
    return plus - minus + size.values[0];
  }

  private void relocations(SectionImage image) {
    SectionBuilder section = elf.section(image.name);
    for (SectionImage.Relocated relocated : image.relocations) {
      SymbolBuilder target =
          relocated.symbol() == Symbols.NONE
              ? elf.sectionSymbol(section(relocated.section()))
              : elf.symbol(symbols.name(relocated.symbol()));
      section.relocate(relocated.offset(), target, relocated.type());
    }
  }
}
