package dev.jbpf.elf.bpf;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.Relocation;
import dev.jbpf.elf.Section;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.bpf.read.ProgramImage;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.isa.Words;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tables of a program in the section {@code .jumptables}: 8 bytes a place in a section of
 * instructions, as LLVM 22 writes them for {@code switch}. A symbol says where each starts.
 */
final class JumpTables {
  private static final String SECTION = ".jumptables";

  private final LinkableObject parts;
  private final Map<Integer, Range> used = new LinkedHashMap<>();

  private record Range(int section, int start, int end) {}

  JumpTables(LinkableObject parts) {
    this.parts = parts;
  }

  static boolean isOne(Section section) {
    return section.name().equals(SECTION);
  }

  /**
   * Notes that the program uses what is at {@code offset}.
   *
   * @return how far that is from the start of its table, in bytes
   */
  int use(int section, long offset) {
    Range range = range(section, offset);
    used.putIfAbsent(range.start, range);
    return (int) offset - range.start;
  }

  /** The name by which a program refers to the table with {@code offset}. */
  String map(int section, long offset) {
    return name(range(section, offset));
  }

  private static String name(Range range) {
    return SECTION + "+" + range.start;
  }

  private Range range(int section, long offset) {
    int size = parts.section(section).size();
    if (offset < 0 || offset >= size) {
      throw new BpfObjectException(SECTION + "+" + offset + " is outside of the section");
    }
    NavigableSet<Integer> starts =
        parts
            .symbolsIn(section)
            .filter(symbol -> symbol.kind() != SymbolKind.SECTION)
            .map(symbol -> (int) symbol.value())
            .collect(Collectors.toCollection(TreeSet::new));
    starts.add(0);
    Integer end = starts.higher((int) offset);
    int start = starts.headSet((int) offset, true).last();
    return new Range(section, start, end == null ? size : end);
  }

  /** What the program's tables name, by the places of its functions in {@code image}. */
  List<JumpTable> link(ProgramImage image) {
    return used.values().stream().map(range -> link(range, image)).toList();
  }

  private JumpTable link(Range range, ProgramImage image) {
    Section section = parts.section(range.section);
    ByteBuffer bytes = section.data(parts.order());
    List<Integer> slots = new ArrayList<>();
    for (Relocation relocation : section.relocations()) {
      int at = relocation.offset();
      if (at >= range.start && at < range.end) {
        Symbol symbol = parts.symbol(relocation);
        slots.add(slot(symbol, symbol.value() + bytes.getLong(at), at, image));
      }
    }
    if (slots.size() != (range.end - range.start) / Long.BYTES) {
      throw new BpfObjectException(
          String.format(
              "%s has %d bytes, and %d of its places are relocated",
              name(range), range.end - range.start, slots.size()));
    }
    return new JumpTable(name(range), slots);
  }

  private int slot(Symbol symbol, long offset, int at, ProgramImage image) {
    CodeSection code =
        (symbol.place() instanceof SymbolPlace.InSection in
                ? parts.code(in.section())
                : Optional.<CodeSection>empty())
            .orElseThrow(
                () -> new BpfObjectException(SECTION + "+" + at + " names no instruction"));
    CodeFunction function = code.functionAt(offset / Words.BYTES);
    if (!image.places().containsKey(function)) {
      throw new BpfObjectException(
          SECTION + "+" + at + " leads to '" + function.name() + "', which nothing calls");
    }
    return image.place(function) + (int) (offset / Words.BYTES) - function.start();
  }
}
