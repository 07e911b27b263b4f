package dev.jbpf.elf;

import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolList;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.elf.symbol.SymbolRows;
import dev.jbpf.elf.symbol.SymbolTable;
import java.util.List;

/** What must hold between the parts of an object. */
final class ElfChecks {
  private ElfChecks() {}

  static void check(List<Section> sections, SymbolTable symbols) {
    int numbered = sections.size();
    for (Section section : sections) {
      numbered += section.relocations().isEmpty() ? 0 : 1;
    }
    if (numbered > ElfObject.MAX_SECTIONS) {
      throw new IllegalArgumentException(
          numbered
              + " sections, those of relocations counted, the format has numbers for "
              + ElfObject.MAX_SECTIONS);
    }
    // Those of a file were checked when they were read.
    if (!(symbols instanceof SymbolRows rows) || rows.sections() > sections.size()) {
      checkSymbols(SymbolList.from(symbols), sections.size());
    }
    for (Section section : sections) {
      checkRelocations(section, symbols.size());
    }
  }

  private static void checkSymbols(SymbolList symbols, int sections) {
    for (Symbol symbol : symbols.first()) {
      checkPlace(symbol, sections);
    }
    for (Symbol symbol : symbols.rest()) {
      checkPlace(symbol, sections);
      if (symbol.binding() == Binding.LOCAL) {
        throw new IllegalArgumentException(
            "the local symbol '" + symbol.name() + "' stands behind one that is not local");
      }
    }
  }

  private static void checkPlace(Symbol symbol, int sections) {
    if (symbol.kind() == SymbolKind.SECTION && !(symbol.place() instanceof SymbolPlace.InSection)) {
      throw new IllegalArgumentException(
          "symbol '" + symbol.name() + "' stands for a section, and is in none");
    }
    if (symbol.place() instanceof SymbolPlace.InSection in
        && (in.section() < 0 || in.section() >= sections)) {
      throw new IllegalArgumentException(
          String.format(
              "symbol '%s' is in section %d of %d", symbol.name(), in.section(), sections));
    }
  }

  private static void checkRelocations(Section section, int symbols) {
    for (Relocation relocation : section.relocations()) {
      if (relocation.symbol() < 0 || relocation.symbol() >= symbols) {
        throw new IllegalArgumentException(
            String.format(
                "%s+%d refers to symbol %d of %d",
                section.name(), relocation.offset(), relocation.symbol(), symbols));
      }
      if (!fits(section, relocation.offset(), relocation.type())) {
        throw new IllegalArgumentException(
            String.format(
                "%s+%d is relocated, but the section has %d bytes",
                section.name(), relocation.offset(), section.size()));
      }
    }
  }

  static boolean fits(Section section, long offset, RelocationType type) {
    return offset >= 0 && offset <= (long) section.stored() - type.bytes();
  }
}
