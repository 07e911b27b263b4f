package dev.jbpf.text;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Place;
import dev.jbpf.elf.Symbol;
import dev.jbpf.elf.SymbolKind;
import dev.jbpf.elf.Visibility;
import java.util.BitSet;
import java.util.List;

/** Writes symbols: what the object says of them, and their labels. */
final class SymbolPrinter {
  private final ElfObject object;
  private final SymbolNames names;
  private final TextBuffer out;
  private final BitSet written = new BitSet();

  // The section that is being written: its symbols, and which of them is next.
  private List<SymbolNames.Placed> placed = List.of();
  private int next;

  SymbolPrinter(ElfObject object, SymbolNames names, TextBuffer out) {
    this.object = object;
    this.names = names;
    this.out = out;
  }

  /** Writes the symbols that are in no section. */
  void outside() {
    for (int index = 0; index < object.symbols().size(); index++) {
      Symbol symbol = object.symbols().get(index);
      if (symbol.kind() == SymbolKind.FILE) {
        line(".file", Names.quote(symbol.name()));
      } else if (symbol.kind() != SymbolKind.SECTION && symbol.place() instanceof Place.Special) {
        attributes(index, symbol);
        if (symbol.place() == Place.Special.ABSOLUTE) {
          line(".set", names.of(index) + ", " + symbol.value());
        }
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
    for (; next < placed.size() && placed.get(next).offset() <= at; next++) {
      if (placed.get(next).offset() == at) {
        int index = placed.get(next).symbol();
        written.set(index);
        attributes(index, object.symbols().get(index));
        out.append(names.of(index));
        out.append(":\n");
      }
    }
  }

  /** Writes, at the end of a section, its symbols that stand where no statement starts. */
  void others(int section) {
    long end = object.sections().get(section).size();
    for (SymbolNames.Placed symbol : names.in(section)) {
      int index = symbol.symbol();
      if (!written.get(index)) {
        long at = symbol.offset();
        attributes(index, object.symbols().get(index));
        String sign = at < end ? " - " : " + ";
        line(".set", names.of(index) + ", ." + sign + Math.abs(at - end));
      }
    }
  }

  private void attributes(int index, Symbol symbol) {
    String name = names.of(index);
    switch (symbol.binding()) {
      case GLOBAL -> line(".globl", name);
      case WEAK -> line(".weak", name);
      case LOCAL -> {
        if (Symbols.isPassing(name)) {
          line(".local", name);
        }
      }
    }
    if (symbol.visibility() == Visibility.HIDDEN) {
      line(".hidden", name);
    }
    if (symbol.kind() == SymbolKind.FUNC) {
      line(".type", name + ",@function");
    } else if (symbol.kind() == SymbolKind.OBJECT) {
      line(".type", name + ",@object");
    }
    if (symbol.size() != 0) {
      line(".size", name + ", " + symbol.size());
    }
  }

  private void line(String directive, String rest) {
    out.append('\t');
    out.append(directive);
    out.append(' ');
    out.append(rest);
    out.append('\n');
  }
}
