package dev.jbpf.text.print;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.elf.symbol.SymbolTable;
import dev.jbpf.text.names.LabelNames;
import dev.jbpf.text.names.Symbols;
import java.util.BitSet;

/** Writes symbols: what the object says of them, and their labels. */
public final class SymbolPrinter {
  private final ElfObject object;
  private final SymbolTable symbols;
  private final SymbolNames names;
  private final TextBuffer out;
  private final BitSet written = new BitSet();

  // The section that is being written: its symbols, and which of them is next.
  private PlacedSymbols placed = new PlacedSymbols();
  private int next;

  public SymbolPrinter(ElfObject object, SymbolNames names, TextBuffer out) {
    this.object = object;
    this.symbols = object.symbols();
    this.names = names;
    this.out = out;
  }

  /** Writes the symbols that are in no section. */
  public void outside() {
    for (int symbol = 0; symbol < symbols.size(); symbol++) {
      outside(symbol);
    }
  }

  private void outside(int symbol) {
    SymbolKind kind = symbols.kind(symbol);
    if (kind == SymbolKind.FILE) {
      out.append("\t.file " + LabelNames.quote(symbols.get(symbol).name()) + '\n');
    } else if (kind != SymbolKind.SECTION
        && symbols.place(symbol) instanceof SymbolPlace.Special special) {
      attributes(symbol);
      if (special == SymbolPlace.Special.ABSOLUTE) {
        line(".set", symbol, ", " + symbols.value(symbol));
      }
    }
  }

  /** Begins a section. */
  void begin(int section) {
    placed = names.in(section);
    next = 0;
  }

  /** Writes the symbols that stand {@code at} bytes from its start; to be called in that order. */
  void at(long at) {
    for (; next < placed.size() && placed.offset(next) <= at; next++) {
      if (placed.offset(next) == at) {
        int symbol = placed.symbol(next);
        written.set(symbol);
        attributes(symbol);
        out.append(names.bytes(symbol));
        out.append(":\n");
      }
    }
  }

  /** Writes, at the end of a section, its symbols that stand where no statement starts. */
  void others(int section) {
    PlacedSymbols all = names.in(section);
    for (int i = 0; i < all.size(); i++) {
      if (!written.get(all.symbol(i))) {
        other(all.symbol(i), all.offset(i) - object.sections().get(section).size());
      }
    }
  }

  private void other(int symbol, long behindEnd) {
    attributes(symbol);
    line(".set", symbol, ", ." + (behindEnd < 0 ? " - " : " + ") + Math.abs(behindEnd));
  }

  private void attributes(int symbol) {
    switch (symbols.binding(symbol)) {
      case GLOBAL -> line(".globl", symbol, "");
      case WEAK -> line(".weak", symbol, "");
      case LOCAL -> {
        if (Symbols.isPassing(names.bytes(symbol))) {
          line(".local", symbol, "");
        }
      }
    }
    switch (symbols.visibility(symbol)) {
      case DEFAULT -> {}
      case INTERNAL -> line(".internal", symbol, "");
      case HIDDEN -> line(".hidden", symbol, "");
      case PROTECTED -> line(".protected", symbol, "");
    }
    SymbolKind kind = symbols.kind(symbol);
    if (kind == SymbolKind.FUNC) {
      line(".type", symbol, ",@function");
    } else if (kind == SymbolKind.OBJECT) {
      line(".type", symbol, ",@object");
    }
    if (names.isRenamed(symbol)) {
      line(".rename", symbol, ", " + LabelNames.quote(symbols.get(symbol).name()));
    }
    long bytes = symbols.bytes(symbol);
    if (bytes != 0) {
      line(".size", symbol, ", " + bytes);
    }
  }

  private void line(String directive, int symbol, String rest) {
    out.append('\t');
    out.append(directive);
    out.append(' ');
    out.append(names.bytes(symbol));
    out.append(rest);
    out.append('\n');
  }
}
