package dev.jbpf.elf;

import static dev.jbpf.internal.ElfFormat.*;

import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.elf.symbol.SymbolRows;
import dev.jbpf.elf.symbol.SymbolTable;
import dev.jbpf.elf.symbol.Visibility;
import java.util.Arrays;

/**
 * Reads the symbol table of a file. Local symbols come first in the result, as the format wants it;
 * symbols of sections that the model does not have are left out.
 *
 * <p>All are checked, and made only when they are asked for: objects for 50,000 symbols take 50 ms
 * in a cold JVM. What returns a property takes the symbol's place in the file.
 */
final class SymbolReader implements SymbolRows.Source {
  private static final SymbolKind[] KINDS = SymbolKind.values();
  private static final Binding[] BINDINGS = Binding.values();
  private static final Visibility[] VISIBILITIES = Visibility.values();
  private static final SymbolPlace.Special[] SPECIAL = SymbolPlace.Special.values();

  private final ElfBytes file;
  private final CheckedSection[] headers;
  private final int[] modelIndex;
  private final SymbolPlace[] places;
  private final CheckedSection table;
  private final ElfStrings names;

  /** For each symbol of the file, its index in the model, or -1. */
  private final int[] newIndexes;

  private int sections;
  private int locals;
  private int others;

  SymbolReader(ElfBytes file, CheckedSection[] headers, int[] modelIndex) {
    this.file = file;
    this.headers = headers;
    this.modelIndex = modelIndex;
    this.places = new SymbolPlace[headers.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = new SymbolPlace.InSection(modelIndex[i]);
      sections = Math.max(sections, modelIndex[i] + 1);
    }
    this.table = table();
    table.requireEntries(SYMBOL_BYTES);
    this.names = new ElfStrings(file, texts());
    this.newIndexes = new int[table.size() / SYMBOL_BYTES];
  }

  private CheckedSection table() {
    CheckedSection found = CheckedSection.EMPTY;
    for (CheckedSection header : headers) {
      if (header.type() == SYMTAB) {
        if (found != CheckedSection.EMPTY) {
          throw new ElfFormatException(
              header.at(),
              "sections " + found.number() + " and " + header.number() + " are both symbol tables");
        }
        found = header;
      }
    }
    return found;
  }

  private CheckedSection texts() {
    return table == CheckedSection.EMPTY
        ? table
        : CheckedSection.stringTable(headers, table.link(), table.at() + 40);
  }

  /** {@return the symbols of the file} */
  SymbolTable read() {
    // Methods of their own: a loop of 50,000 rounds is not compiled before its end.
    for (int i = 0; i < newIndexes.length; i++) {
      number(i);
    }
    int[] rows = new int[locals + others];
    for (int i = 0; i < newIndexes.length; i++) {
      place(i, rows);
    }
    return new SymbolRows(this, rows, sections);
  }

  /** Checks a symbol, and gives it a number among those that are local, or among the others. */
  private void number(int i) {
    int at = row(i);
    if (i == 0 || !isKept(file.u16(at + 6), at)) {
      newIndexes[i] = -1;
      return;
    }
    names.end(file.u32(at), at);
    boolean isLocal = binding(at) == Binding.LOCAL;
    if (kind(at) == SymbolKind.SECTION && !(place(at) instanceof SymbolPlace.InSection)) {
      throw new ElfFormatException(at + 6, "the symbol of a section is in none");
    }
    place(at);
    newIndexes[i] = isLocal ? locals++ : others++;
  }

  private void place(int i, int[] rows) {
    if (newIndexes[i] >= 0) {
      if (binding(row(i)) != Binding.LOCAL) {
        newIndexes[i] += locals;
      }
      rows[newIndexes[i]] = row(i);
    }
  }

  private int row(int i) {
    return table.start() + i * SYMBOL_BYTES;
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

  @Override
  public Symbol symbol(int at) {
    return new Symbol(
        names.at(file.u32(at), at),
        kind(at),
        binding(at),
        visibility(at),
        place(at),
        value(at),
        size(at));
  }

  @Override
  public byte[] name(int at) {
    long offset = file.u32(at);
    return Arrays.copyOfRange(file.array(), names.start(offset), names.end(offset, at));
  }

  @Override
  public SymbolKind kind(int at) {
    return constant(KINDS, file.u8(at + 4) & 0xf, at + 4, "type");
  }

  @Override
  public Binding binding(int at) {
    return constant(BINDINGS, file.u8(at + 4) >> 4, at + 4, "binding");
  }

  private static <T> T constant(T[] constants, int number, int at, String what) {
    if (number >= constants.length) {
      throw new ElfFormatException(at, "the symbol's " + what + " is " + number);
    }
    return constants[number];
  }

  @Override
  public Visibility visibility(int at) {
    return VISIBILITIES[file.u8(at + 5) & 3];
  }

  @Override
  public SymbolPlace place(int at) {
    int number = file.u16(at + 6);
    if (number > 0 && number < RESERVED) {
      return places[number];
    }
    for (SymbolPlace.Special special : SPECIAL) {
      if (special.number() == number) {
        return special;
      }
    }
    throw new ElfFormatException(at + 6, String.format("the symbol's section is 0x%x", number));
  }

  @Override
  public long value(int at) {
    return file.s64(at + 8);
  }

  @Override
  public long size(int at) {
    return file.s64(at + 16);
  }
}
