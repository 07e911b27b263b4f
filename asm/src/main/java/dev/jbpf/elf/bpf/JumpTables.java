package dev.jbpf.elf.bpf;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.load.JumpTable;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.bpf.read.ProgramImage;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.isa.Words;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables of a program in the section {@code .jumptables}: 8 bytes a place. A symbol says where
 * each starts, and how long it is. LLVM 22 writes, for {@code switch}, how many bytes the place is
 * from the start of the section whose instructions load the table; a relocation names any section.
 */
final class JumpTables {
  private static final String SECTION = ".jumptables";

  private final LinkableObject parts;
  private final Map<Integer, Table> used = new LinkedHashMap<>();

  /** Bytes of a section. */
  private record Range(int section, int start, int end) {
    String name() {
      return SECTION + "+" + start;
    }
  }

  /** A range, and the section of the instruction that loads its address. */
  private record Table(Range range, CodeSection code) {}

  JumpTables(LinkableObject parts) {
    this.parts = parts;
  }

  static boolean isOne(Section section) {
    return section.name().equals(SECTION);
  }

  /**
   * Notes that the program uses what is at {@code offset}, from instructions in {@code code}.
   *
   * @return how far that is from the start of its table, in bytes
   */
  int use(int section, long offset, CodeSection code) {
    Range range = range(section, offset);
    used.putIfAbsent(range.start, new Table(range, code));
    return (int) offset - range.start;
  }

  /** The name by which a program refers to the table with {@code offset}. */
  String map(int section, long offset) {
    return range(section, offset).name();
  }

  private Range range(int section, long offset) {
    int size = parts.section(section).size();
    if (offset < 0 || offset >= size) {
      throw new BpfObjectException(SECTION + "+" + offset + " is outside of the section");
    }
    NavigableMap<Integer, Integer> sizes = new TreeMap<>(Map.of(0, 0));
    parts
        .symbolsIn(section)
        .filter(symbol -> symbol.kind() != SymbolKind.SECTION)
        .forEach(symbol -> sizes.merge((int) symbol.value(), (int) symbol.size(), Math::max));
    Map.Entry<Integer, Integer> start = sizes.floorEntry((int) offset);
    Integer next = sizes.higherKey((int) offset);
    int most = next == null ? size : next;
    int end = start.getKey() + start.getValue();
    return new Range(section, start.getKey(), end > offset && end < most ? end : most);
  }

  /** What the program's tables name, by the places of its functions in {@code image}. */
  List<JumpTable> link(ProgramImage image) {
    List<JumpTable> linked = new ArrayList<>();
    for (Table table : used.values()) {
      linked.add(link(table, image));
    }
    return linked;
  }

  private JumpTable link(Table table, ProgramImage image) {
    Range range = table.range;
    if ((range.end - range.start) % Long.BYTES != 0) {
      throw new BpfObjectException(
          range.name() + " has " + (range.end - range.start) + " bytes, no multiple of 8");
    }
    Section section = parts.section(range.section);
    ByteBuffer bytes = section.data(parts.order());
    Map<Integer, Symbol> symbols = new HashMap<>();
    section.relocations().forEach(at -> symbols.put(at.offset(), parts.symbol(at)));
    List<Integer> slots = new ArrayList<>();
    for (int at = range.start; at < range.end; at += Long.BYTES) {
      Optional<Symbol> symbol = Optional.ofNullable(symbols.get(at));
      CodeSection code = symbol.isPresent() ? code(symbol.get(), at) : table.code;
      long start = symbol.map(Symbol::value).orElse(0L);
      slots.add(slot(code, start + bytes.getLong(at), at, image));
    }
    return new JumpTable(range.name(), slots);
  }

  private CodeSection code(Symbol symbol, int at) {
    return (symbol.place() instanceof SymbolPlace.InSection in
            ? parts.code(in.section())
            : Optional.<CodeSection>empty())
        .orElseThrow(() -> noInstruction(at));
  }

  private static BpfObjectException noInstruction(int at) {
    return new BpfObjectException(SECTION + "+" + at + " names no instruction");
  }

  private static int slot(CodeSection code, long offset, int at, ProgramImage image) {
    if (offset < 0 || offset >= (long) code.slots() * Words.BYTES || offset % Words.BYTES != 0) {
      throw noInstruction(at);
    }
    CodeFunction function = code.functionAt(offset / Words.BYTES);
    if (!image.places().containsKey(function)) {
      throw new BpfObjectException(
          SECTION + "+" + at + " leads to '" + function.name() + "', which nothing calls");
    }
    return image.place(function) + (int) (offset / Words.BYTES) - function.start();
  }
}
