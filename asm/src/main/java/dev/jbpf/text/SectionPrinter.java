package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Relocation;
import dev.jbpf.elf.Section;
import dev.jbpf.isa.Words;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Writes one section: its directives, its labels, and what is in it. */
final class SectionPrinter {
  private final ElfObject object;
  private final int index;
  private final Section section;
  private final SymbolNames names;
  private final SymbolPrinter symbols;
  private final References references;
  private final Map<Integer, References.Expression> texts;
  private final TextBuffer out;

  /**
   * For the section of that number.
   *
   * @param texts the expressions of {@code references} that stand for its relocations
   */
  SectionPrinter(
      ElfObject object,
      int index,
      SymbolNames names,
      SymbolPrinter symbols,
      References references,
      Map<Integer, References.Expression> texts,
      TextBuffer out) {
    this.object = object;
    this.index = index;
    this.section = object.sections().get(index);
    this.names = names;
    this.symbols = symbols;
    this.references = references;
    this.texts = texts;
    this.out = out;
  }

  /** Begins the section. */
  void header() {
    out.append("\n\t.section ");
    out.append(name(section.name()));
    out.append(",\"" + SectionKinds.letters(section.flags()) + "\",@");
    out.append(SectionKinds.word(section.type()));
    if (section.entrySize() != 0) {
      out.append("," + section.entrySize());
    }
    out.append('\n');
    if (section.alignment() > 1) {
      out.append("\t.p2align " + Integer.numberOfTrailingZeros(section.alignment()) + '\n');
    }
    names.startGiven(index).ifPresent(this::label);
  }

  private static String name(String name) {
    boolean isPlain = name.matches("[A-Za-z0-9_./*$+?:!@-]+");
    return isPlain ? name : Names.quote(name);
  }

  private void label(String name) {
    out.append(name);
    out.append(':');
    out.append('\n');
  }

  /** Writes instructions. */
  void code(Program program, Dialect dialect) {
    BitSet related = new BitSet();
    section.relocations().forEach(r -> related.set(r.offset() / Words.BYTES));
    BitSet targets = targets(program, dialect, related);
    Map<Integer, String> operands = new HashMap<>();
    texts.forEach((offset, text) -> operands.put(offset / Words.BYTES, text.text()));
    Printer printer = new Printer(program, dialect, operands);
    for (int slot = 0; slot < program.size(); ) {
      labels(slot, targets);
      out.append("  ");
      slot += printer.print(slot, related.get(slot) ? Printer.NUMBERS : places(targets), out);
      out.append('\n');
    }
    labels(program.size(), targets);
  }

  private void labels(int slot, BitSet targets) {
    long at = (long) slot * Words.BYTES;
    symbols.at(index, at);
    if (targets.get(slot) && names.local(index, at).isEmpty()) {
      label(names.slot(index, slot));
    }
  }

  /** The slots that need labels; a macro has distances. */
  private BitSet targets(Program program, Dialect dialect, BitSet except) {
    BitSet targets = references.calledIn(index);
    if (dialect != Dialect.MACRO) {
      targets.or(Labels.targets(program, except));
    }
    return targets;
  }

  private Printer.Places places(BitSet targets) {
    return slot ->
        slot >= 0 && slot <= section.size() && targets.get((int) slot)
            ? names.local(index, slot * Words.BYTES).orElseGet(() -> names.slot(index, slot))
            : "";
  }

  /** Writes data, or room for it. */
  void data() {
    NavigableSet<Integer> ends = new TreeSet<>(texts.keySet());
    names.in(index).keySet().stream()
        .filter(at -> at < section.size())
        .forEach(at -> ends.add((int) (long) at));
    ends.add(section.size());
    DataPrinter data = new DataPrinter(section, object.order(), out);
    for (int at = 0; at < section.size(); ) {
      symbols.at(index, at);
      References.Expression text = texts.get(at);
      int end = text == null ? ends.higher(at) : at + text.width();
      if (text == null) {
        data.bytes(at, end);
      } else {
        data.number(text);
      }
      at = end;
    }
    symbols.at(index, section.size());
  }

  /** Writes what could not be written at its place: symbols, and relocations. */
  void rest(List<Relocation> relocations) {
    symbols.others(index);
    for (Relocation relocation : relocations) {
      out.append("\t.reloc " + relocation.offset() + ", " + relocation.type() + ", ");
      out.append(references.symbol(relocation));
      out.append('\n');
    }
  }
}
