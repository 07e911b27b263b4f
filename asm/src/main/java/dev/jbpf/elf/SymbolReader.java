package dev.jbpf.elf;

import static dev.jbpf.elf.ElfFormat.*;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the symbol table of a file. Local symbols come first in the result, as the format wants it;
 * symbols of sections that the model does not have are left out.
 */
final class SymbolReader {
  private static final SymbolKind[] KINDS = SymbolKind.values();
  private static final Binding[] BINDINGS = Binding.values();
  private static final Visibility[] VISIBILITIES = Visibility.values();
  private static final Place.Special[] SPECIAL = Place.Special.values();

  private final ElfBytes file;
  private final ElfHeader[] headers;
  private final int[] modelIndex;
  private final List<Symbol> symbols = new ArrayList<>();
  private int[] newIndexes = {};
  private Place.InSection lastPlace = new Place.InSection(0);

  SymbolReader(ElfBytes file, ElfHeader[] headers, int[] modelIndex) {
    this.file = file;
    this.headers = headers;
    this.modelIndex = modelIndex;
  }

  List<Symbol> symbols() {
    return symbols;
  }

  /** For each symbol of the file, its index in the model, or -1. */
  int[] newIndexes() {
    return newIndexes;
  }

  /** The number {@code symbol} itself, if the model has that symbol of the file. */
  int require(long symbol, int at) {
    if (symbol >= newIndexes.length || newIndexes[(int) symbol] < 0) {
      throw new ElfFormatException(
          at, "symbol " + symbol + " is not one that relocations can refer to");
    }
    return (int) symbol;
  }

  void read() {
    ElfHeader table = null;
    for (ElfHeader header : headers) {
      if (header.type() == SYMTAB) {
        if (table != null) {
          throw new ElfFormatException(
              header.at(),
              "sections " + table.number() + " and " + header.number() + " are both symbol tables");
        }
        table = header;
      }
    }
    if (table != null) {
      read(table);
    }
  }

  private void read(ElfHeader table) {
    table.requireEntries(SYMBOL_BYTES);
    Names names = new Names(file, ElfHeader.stringTable(headers, table.link(), table.at() + 40));
    newIndexes = new int[table.size() / SYMBOL_BYTES];
    List<Symbol> others = new ArrayList<>();
    for (int i = 0; i < newIndexes.length; i++) {
      int at = table.start() + i * SYMBOL_BYTES;
      if (i == 0 || !isKept(file.u16(at + 6), at)) {
        newIndexes[i] = -1;
        continue;
      }
      Symbol symbol = symbol(at, names);
      List<Symbol> list = symbol.binding() == Binding.LOCAL ? symbols : others;
      newIndexes[i] = list.size();
      list.add(symbol);
    }
    shiftOthers(table);
    symbols.addAll(others);
  }

  private void shiftOthers(ElfHeader table) {
    for (int i = 1; i < newIndexes.length; i++) {
      boolean isLocal = file.u8(table.start() + i * SYMBOL_BYTES + 4) >> 4 == 0;
      if (newIndexes[i] >= 0 && !isLocal) {
        newIndexes[i] += symbols.size();
      }
    }
  }

  private boolean isKept(int section, int at) {
    if (section == 0 || section >= RESERVED) {
      return true;
    }
    if (section >= headers.length) {
      throw new ElfFormatException(
          at + 6, "the symbol is in section " + section + " of " + headers.length);
    }
    return modelIndex[section] >= 0;
  }

  private Symbol symbol(int at, Names names) {
    int info = file.u8(at + 4);
    return new Symbol(
        names.at(file.u32(at), at),
        row(KINDS, info & 0xf, at + 4, "type"),
        row(BINDINGS, info >> 4, at + 4, "binding"),
        VISIBILITIES[file.u8(at + 5) & 3],
        place(file.u16(at + 6), at + 6),
        file.s64(at + 8),
        file.s64(at + 16));
  }

  private static <T> T row(T[] rows, int number, int at, String what) {
    if (number >= rows.length) {
      throw new ElfFormatException(at, "the symbol's " + what + " is " + number);
    }
    return rows[number];
  }

  private Place place(int number, int at) {
    for (Place.Special special : SPECIAL) {
      if (special.number() == number) {
        return special;
      }
    }
    if (number >= RESERVED) {
      throw new ElfFormatException(at, String.format("the symbol's section is 0x%x", number));
    }
    if (lastPlace.section() != modelIndex[number]) {
      lastPlace = new Place.InSection(modelIndex[number]);
    }
    return lastPlace;
  }
}
