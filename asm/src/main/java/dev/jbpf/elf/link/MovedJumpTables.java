package dev.jbpf.elf.link;

import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolPlace;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Places of {@code .jumptables} that no relocation fills in: they count from the start of the
 * section whose instructions load the table, as LLVM 22 writes them, and that start moves.
 */
final class MovedJumpTables {
  private static final String SECTION = ".jumptables";

  private final LinkInput input;
  private final SectionPlacement placement;

  MovedJumpTables(LinkInput input, SectionPlacement placement) {
    this.input = input;
    this.placement = placement;
  }

  /** Moves what is in {@code words}, the content of {@code tables}, if these are such. */
  void move(Section tables, ByteBuffer words) {
    if (!tables.name().equals(SECTION)) {
      return;
    }
    List<Section> sections = input.object().sections();
    int number = sections.indexOf(tables);
    Set<Integer> done = new HashSet<>();
    tables.relocations().forEach(filled -> done.add(filled.offset()));
    for (int code = 0; code < sections.size(); code++) {
      int by = placement.of(input, code).map(SectionPlacement.Place::offset).orElse(0);
      if (by != 0) {
        for (Relocation load : sections.get(code).relocations()) {
          Symbol table = input.object().symbols().get(load.symbol());
          if (isIn(table, number)) {
            move(table, by, words, done);
          }
        }
      }
    }
  }

  private static boolean isIn(Symbol symbol, int section) {
    return symbol.place() instanceof SymbolPlace.InSection in && in.section() == section;
  }

  private static void move(Symbol table, int by, ByteBuffer words, Set<Integer> done) {
    long end = Math.min(table.value() + table.size(), words.limit());
    for (long at = Math.max(0, table.value()); at + Long.BYTES <= end; at += Long.BYTES) {
      int place = (int) at;
      if (done.add(place)) {
        words.putLong(place, words.getLong(place) + by);
      }
    }
  }
}
