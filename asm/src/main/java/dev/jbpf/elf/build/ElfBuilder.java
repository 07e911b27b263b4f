package dev.jbpf.elf.build;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.PlaceSymbols;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolList;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an object together. Sections and symbols are made when they are first named, and keep that
 * order; local symbols come before others.
 */
public final class ElfBuilder {
  private final ByteOrder order;
  private final Map<String, SectionBuilder> sections = new LinkedHashMap<>();
  private final Map<String, SymbolBuilder> named = new HashMap<>();
  private final Map<String, SymbolBuilder> ofSections = new HashMap<>();
  private final List<SymbolBuilder> symbols = new ArrayList<>();
  private final PlaceSymbols labels = new PlaceSymbols();
  private int flags;

  /** An empty object for targets of that byte order. */
  public ElfBuilder(ByteOrder order) {
    this.order = order;
  }

  /** {@return the byte order of the target} */
  public ByteOrder order() {
    return order;
  }

  /** Sets {@code e_flags} of the file's header, 0 at first. */
  public ElfBuilder flags(int newFlags) {
    flags = newFlags;
    return this;
  }

  /**
   * {@return the section of that name, made with the type and flags that compilers give a section
   * of that name if there is none}
   */
  public SectionBuilder section(String name) {
    SectionBuilder known = sections.get(name);
    return known == null ? newSection(name) : known;
  }

  private SectionBuilder newSection(String name) {
    int type = SectionDefaults.type(name);
    long flags = SectionDefaults.flags(name);
    SectionBuilder section = new SectionBuilder(name, sections.size(), type, flags, order);
    sections.put(name, section);
    return section;
  }

  /** {@return the sections so far} */
  public List<SectionBuilder> sections() {
    return List.copyOf(sections.values());
  }

  /** {@return the symbol of that name, made undefined if there is none} */
  public SymbolBuilder symbol(String name) {
    SymbolBuilder symbol = named.get(name);
    if (symbol == null) {
      symbol = newSymbol(name);
      named.put(name, symbol);
    }
    return symbol;
  }

  /** {@return the symbols so far, in the order in which they were named} */
  public List<SymbolBuilder> symbols() {
    return Collections.unmodifiableList(symbols);
  }

  /** {@return a new local symbol, which may have the name of another} */
  public SymbolBuilder anonymous(String name) {
    return newSymbol(name).binding(Binding.LOCAL);
  }

  /** {@return the symbol that stands for {@code section} itself, which has no name} */
  public SymbolBuilder sectionSymbol(SectionBuilder section) {
    SymbolBuilder symbol = ofSections.get(section.name());
    if (symbol == null) {
      symbol = anonymous("").kind(SymbolKind.SECTION).define(section, 0);
      ofSections.put(section.name(), symbol);
    }
    return symbol;
  }

  /**
   * Adds a local symbol that only names a place, and is asked for no more: {@link #symbol} and
   * {@link #symbols} do not know it. It takes a small part of the time and room of another.
   *
   * @param name an array that holds its name, in UTF-8 without NUL, from {@code from} on
   * @param length the length of the name, in bytes
   * @param offset where in {@code section} it is, in bytes
   */
  public ElfBuilder label(byte[] name, int from, int length, SectionBuilder section, long offset) {
    section.requireOpen();
    labels.add(name, from, length, section.index(), offset);
    return this;
  }

  private SymbolBuilder newSymbol(String name) {
    SymbolBuilder symbol = new SymbolBuilder(name, symbols.size());
    symbols.add(symbol);
    return symbol;
  }

  /**
   * {@return the object} Its sections cannot be changed from now on.
   *
   * @throws IllegalArgumentException if a relocation lies outside its section, or there are too
   *     many sections; see {@link ElfObject}
   */
  public ElfObject build() {
    int[] newIndexes = new int[symbols.size()];
    List<Symbol> locals = symbols(true, 0, newIndexes);
    List<Symbol> others = symbols(false, locals.size() + labels.size(), newIndexes);
    List<Section> built = new ArrayList<>(sections.size());
    for (SectionBuilder section : sections.values()) {
      built.add(section.build(newIndexes));
    }
    return new ElfObject(order, flags, built, new SymbolList(locals, labels, others));
  }

  private List<Symbol> symbols(boolean local, int firstIndex, int[] newIndexes) {
    List<Symbol> chosen = new ArrayList<>();
    for (SymbolBuilder symbol : symbols) {
      if ((symbol.binding() == Binding.LOCAL) == local) {
        newIndexes[symbol.index()] = firstIndex + chosen.size();
        chosen.add(symbol.build());
      }
    }
    return chosen;
  }
}
