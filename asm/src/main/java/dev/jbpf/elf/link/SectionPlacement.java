package dev.jbpf.elf.link;

import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where the sections of the inputs are in the output: those of one name follow each other, as each
 * wants to be aligned. A licence and a version are there once. What tools left (debug information,
 * types) is not there; types are merged.
 */
final class SectionPlacement {
  /** Sections of which all inputs have to have the same. */
  private static final Set<String> ONCE = Set.of("license", "version");

  private final ElfBuilder output;
  private final List<String> errors;
  private final Map<Key, Place> places = new HashMap<>();
  private final Map<String, First> first = new HashMap<>();
  private final Map<String, Integer> ends = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();

  private record Key(LinkInput input, int section) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && input == that.input && section == that.section;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(input) * 31 + section;
    }
  }

  private record Placed(LinkInput input, Section section, SectionBuilder to) {}

  private record First(LinkInput input, Section section) {}

  /** Where a section's bytes start. */
  record Place(SectionBuilder section, int offset) {}

  SectionPlacement(ElfBuilder output, List<String> errors) {
    this.output = output;
    this.errors = errors;
  }

  void add(LinkInput input) {
    List<Section> sections = input.object().sections();
    for (int number = 0; number < sections.size(); number++) {
      Section section = sections.get(number);
      if (isKept(section) && fits(input, section)) {
        place(input, number, section);
      }
    }
  }

  private static boolean isKept(Section section) {
    return !section.name().startsWith(".BTF")
        && !section.name().startsWith(".debug_")
        && !(section.name().equals(".text") && section.size() == 0);
  }

  private boolean fits(LinkInput input, Section section) {
    First known = first.putIfAbsent(section.name(), new First(input, section));
    if (known == null) {
      return true;
    } else if (known.section.type() != section.type()
        || known.section.flags() != section.flags()
        || known.section.entrySize() != section.entrySize()) {
      errors.add(
          String.format(
              "section '%s' is of type %d with flags 0x%x in %s, of type %d with flags 0x%x in %s",
              section.name(),
              known.section.type(),
              known.section.flags(),
              known.input.name(),
              section.type(),
              section.flags(),
              input.name()));
      return false;
    }
    return !isOnce(input, section, known);
  }

  private boolean isOnce(LinkInput input, Section section, First known) {
    boolean once = ONCE.contains(section.name());
    if (once && !Arrays.equals(known.section.toBytes(), section.toBytes())) {
      errors.add(
          String.format(
              "section '%s' of %s differs from that of %s",
              section.name(), input.name(), known.input.name()));
    }
    return once;
  }

  private void place(LinkInput input, int number, Section section) {
    SectionBuilder to =
        output
            .section(section.name())
            .kind(section.type(), section.flags())
            .entrySize(section.entrySize());
    int end = ends.getOrDefault(section.name(), 0);
    long aligned = end + (-end & section.alignment() - 1L);
    if (aligned + section.size() > Integer.MAX_VALUE) {
      errors.add(
          String.format(
              "section '%s' becomes larger than 2 GiB with that of %s",
              section.name(), input.name()));
      return;
    }
    int start = (int) aligned;
    ends.put(section.name(), start + section.size());
    places.put(new Key(input, number), new Place(to, start));
    placed.add(new Placed(input, section, to));
  }

  /** {@return where that section of an input starts; empty if it is not in the output} */
  Optional<Place> of(LinkInput input, int section) {
    return Optional.ofNullable(places.get(new Key(input, section)));
  }

  /** {@return where the first section of that name of an input starts} */
  Optional<Place> of(LinkInput input, String section) {
    List<Section> sections = input.object().sections();
    return IntStream.range(0, sections.size())
        .filter(number -> sections.get(number).name().equals(section))
        .mapToObj(number -> of(input, number))
        .findFirst()
        .flatMap(place -> place);
  }

  /** {@return the size of the output's section of that name; 0 if it has none} */
  int size(String section) {
    return ends.getOrDefault(section, 0);
  }

  /** Writes what all sections hold; relocations follow by {@code symbols}. */
  void write(OutputSymbols symbols) {
    for (Placed part : placed) {
      part.to.align(part.section.alignment());
      int start = part.to.size();
      if (part.section.isZeros()) {
        part.to.fill(part.section.size(), 0);
      } else {
        part.to.putBytes(moved(part));
      }
      for (Relocation relocation : part.section.relocations()) {
        symbols
            .of(part.input, relocation.symbol())
            .ifPresentOrElse(
                symbol -> part.to.relocate(start + relocation.offset(), symbol, relocation.type()),
                () -> errors.add(lost(part, relocation)));
      }
    }
  }

  private static String lost(Placed part, Relocation relocation) {
    Symbol symbol = part.input.object().symbols().get(relocation.symbol());
    return String.format(
        "%s: %s+%d refers to '%s', which is in a section that is left out",
        part.input.name(), part.section.name(), relocation.offset(), symbol.name());
  }

  /** The bytes; what depends on the start of a section depends on its new start from now on. */
  private byte[] moved(Placed part) {
    byte[] bytes = part.section.toBytes();
    ByteBuffer words = ByteBuffer.wrap(bytes).order(part.input.object().order());
    for (Relocation relocation : part.section.relocations()) {
      Symbol symbol = part.input.object().symbols().get(relocation.symbol());
      if (symbol.kind() == SymbolKind.SECTION
          && symbol.place() instanceof SymbolPlace.InSection in) {
        of(part.input, in.section())
            .ifPresent(
                place -> Addend.of(relocation.type()).add(words, relocation, place.offset()));
      }
    }
    new MovedJumpTables(part.input, this).move(part.section, words);
    return bytes;
  }
}
