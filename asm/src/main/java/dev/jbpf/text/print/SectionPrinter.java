package dev.jbpf.text.print;

import dev.jbpf.code.Program;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.isa.Words;
import dev.jbpf.source.Characters;
import dev.jbpf.text.names.LabelNames;
import dev.jbpf.text.section.SectionKinds;
import dev.jbpf.text.section.SectionTable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Writes one section: its directives, its labels, and what is in it. */
public final class SectionPrinter {
  private final ElfObject object;
  private final int index;
  private final Section section;
  private final SymbolNames names;
  private final SymbolPrinter symbols;
  private final RelocationExpressions references;
  private final Map<Integer, RelocationExpressions.Expression> texts;
  private final TextBuffer out;

  /**
   * For the section of that number.
   *
   * @param texts the expressions of {@code references} that stand for its relocations
   */
  public SectionPrinter(
      ElfObject object,
      int index,
      SymbolNames names,
      SymbolPrinter symbols,
      RelocationExpressions references,
      Map<Integer, RelocationExpressions.Expression> texts,
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
  public void header() {
    out.append("\n\t.section ");
    out.append(name(section.name()));
    out.append(",\"" + SectionKinds.letters(section.flags()) + "\",@");
    out.append(SectionKinds.word(section.type()));
    if (section.entrySize() != 0) {
      out.append("," + section.entrySize());
    }
    out.append('\n');
    // Types are aligned where nobody says otherwise, which older compilers did not do.
    if (section.alignment() > 1 || section.name().startsWith(SectionTable.TYPES)) {
      out.append("\t.p2align " + Integer.numberOfTrailingZeros(section.alignment()) + '\n');
    }
    Optional<String> start = names.startGiven(index);
    if (start.isPresent()) {
      label(start.get());
    }
  }

  private static String name(String name) {
    boolean isPlain = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      isPlain &= c < 0x80 && (Characters.isName(c) || "/*+?:!-".indexOf(c) >= 0);
    }
    return isPlain ? name : LabelNames.quote(name);
  }

  private void label(String name) {
    out.append(name);
    out.append(":\n");
  }

  /**
   * Writes instructions.
   *
   * @param comments what is said before some of them, by slot
   */
  public void code(Program program, PrintStyle style, Map<Integer, String> comments) {
    BitSet related = new BitSet();
    for (Relocation relocation : section.relocations()) {
      related.set(relocation.offset() / Words.BYTES);
    }
    Map<Integer, String> operands = new HashMap<>();
    for (Map.Entry<Integer, RelocationExpressions.Expression> text : texts.entrySet()) {
      operands.put(text.getKey() / Words.BYTES, text.getValue().text());
    }
    boolean hasRelated = !related.isEmpty();
    BitSet targets = targets(program, style, related);
    Places places = new Places(program.size(), targets);
    InstructionPrinter printer = InstructionPrinter.ofLines(program, style, operands);
    BitSet labelled = labelled(program.size(), targets);
    symbols.begin(index);
    int next = labelled.nextSetBit(0);
    for (int slot = 0; slot < program.size(); ) {
      if (slot == next) {
        labels(slot, places);
      }
      if (comments.containsKey(slot)) {
        out.append("\t# " + comments.get(slot) + '\n');
      }
      boolean isRelated = hasRelated && related.get(slot);
      slot += printer.print(slot, isRelated ? InstructionPrinter.Nameless.NUMBERS : places, out);
      if (slot > next) {
        next = labelled.nextSetBit(slot);
      }
    }
    labels(program.size(), places);
  }

  /** The slots that symbols or labels may stand at. */
  private BitSet labelled(int slots, BitSet targets) {
    BitSet labelled = new BitSet(slots + 1);
    labelled.or(targets);
    PlacedSymbols placed = names.in(index);
    for (int i = placed.from(0); i < placed.size() && placed.offset(i) / Words.BYTES < slots; i++) {
      labelled.set((int) (placed.offset(i) / Words.BYTES));
    }
    return labelled;
  }

  private void labels(int slot, Places places) {
    symbols.at((long) slot * Words.BYTES);
    if (places.needsLabel(slot)) {
      label(names.slot(index, slot));
    }
  }

  /** The slots that need labels; a macro has distances. */
  private BitSet targets(Program program, PrintStyle style, BitSet except) {
    BitSet targets = references.calledIn(index);
    if (style != PrintStyle.MACRO) {
      targets.or(ProgramFlow.of(program, except).targets());
    }
    return targets;
  }

  /** Names targets by symbols that no other object sees, or by labels for them. */
  private final class Places implements InstructionPrinter.Places {
    private final BitSet targets;

    /** For each slot, the first such symbol plus one. */
    private final int[] symbolAt;

    Places(int slots, BitSet targets) {
      this.targets = targets;
      this.symbolAt = new int[slots + 1];
      PlacedSymbols placed = names.in(index);
      for (int i = placed.from(0); i < placed.size(); i++) {
        add(placed.offset(i), placed.symbol(i));
      }
    }

    private void add(long offset, int symbol) {
      long slot = offset / Words.BYTES;
      boolean isSlot = offset % Words.BYTES == 0 && slot < symbolAt.length;
      if (isSlot && symbolAt[(int) slot] == 0 && names.isLocal(symbol)) {
        symbolAt[(int) slot] = symbol + 1;
      }
    }

    boolean needsLabel(int slot) {
      return targets.get(slot) && symbolAt[slot] == 0;
    }

    @Override
    public boolean append(long slot, TextBuffer out) {
      if (slot < 0 || slot >= symbolAt.length || !targets.get((int) slot)) {
        return false;
      }
      int symbol = symbolAt[(int) slot];
      if (symbol == 0) {
        out.append(names.slot(index, slot));
      } else {
        out.append(names.bytes(symbol - 1));
      }
      return true;
    }
  }

  /** Writes data, or room for it. */
  public void data() {
    NavigableSet<Integer> ends = new TreeSet<>(texts.keySet());
    PlacedSymbols placed = names.in(index);
    for (int i = placed.from(0); i < placed.size() && placed.offset(i) < section.size(); i++) {
      ends.add((int) placed.offset(i));
    }
    ends.add(section.size());
    DataPrinter data = new DataPrinter(section, object.order(), out);
    symbols.begin(index);
    for (int at = 0; at < section.size(); ) {
      symbols.at(at);
      RelocationExpressions.Expression text = texts.get(at);
      int end = text == null ? ends.higher(at) : at + text.width();
      if (text == null) {
        data.bytes(at, end);
      } else {
        data.number(text);
      }
      at = end;
    }
    symbols.at(section.size());
  }

  /** Writes what could not be written at its place: symbols, and relocations. */
  public void rest(List<Relocation> relocations) {
    symbols.others(index);
    for (Relocation relocation : relocations) {
      out.append("\t.reloc " + relocation.offset() + ", " + relocation.type() + ", ");
      out.append(references.symbol(relocation));
      out.append('\n');
    }
  }
}
