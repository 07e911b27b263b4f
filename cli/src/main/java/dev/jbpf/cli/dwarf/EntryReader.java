package dev.jbpf.cli.dwarf;

import dev.jbpf.cli.dwarf.DwarfEntry.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a unit of {@code .debug_info} describes. Source: DWARF 5, 7.5; DWARF 4, 7.5, whose
 * forms are among those.
 */
final class EntryReader {
  private static final int OLDEST = 4;
  private static final int NEWEST = 5;
  private static final int DEEPEST = 64;
  private static final int IMPLICIT = 0x21;
  private static final int ADDRESS = 8;

  /** Of each table, where the first unit starts. */
  private static final int HEADER = 8;

  /** A form of entries: their tag, whether there is something inside, what is said. */
  private record Shape(int tag, boolean hasChildren, List<long[]> attributes) {}

  private final DwarfSections sections;
  private final DwarfBytes in;
  private final Map<Long, Shape> shapes = new HashMap<>();
  private final Map<Long, DwarfEntry> entries = new HashMap<>();
  private final long start;
  private final int version;
  private long stringBase = HEADER;
  private long addressBase = HEADER;

  private EntryReader(DwarfSections sections, DwarfBytes in, long start, int version) {
    this.version = version;
    this.sections = sections;
    this.in = in;
    this.start = start;
  }

  /** {@return the units of {@code sections}, of the versions that are known} */
  static List<DwarfUnit> units(DwarfSections sections) {
    List<DwarfUnit> units = new ArrayList<>();
    DwarfBytes in = sections.at(".debug_info", 0);
    while (!in.isAtEnd()) {
      long start = in.at();
      long length = in.number(4);
      long end = in.at() + length;
      int version = (int) in.number(2);
      if (version >= OLDEST && version <= NEWEST) {
        new EntryReader(sections, in, start, version).unit().ifPresent(units::add);
      }
      in.take(Math.max(0, end - in.at()));
    }
    return units;
  }

  private Optional<DwarfUnit> unit() {
    if (version >= NEWEST) {
      in.number(2); // of a whole file, with addresses of 8 bytes
      readShapes(in.number(4));
    } else {
      readShapes(in.number(4));
      in.number(1); // addresses of 8 bytes
    }
    return entry(0)
        .map(
            root ->
                new DwarfUnit(
                    sections,
                    root,
                    entries,
                    addressBase,
                    root.number(Attribute.LOCLISTS_BASE).orElse(0),
                    version < NEWEST));
  }

  private void readShapes(long offset) {
    DwarfBytes table = sections.at(".debug_abbrev", offset);
    for (long code = table.unsigned(); code != 0; code = table.unsigned()) {
      int tag = (int) table.unsigned();
      boolean hasChildren = table.u1() != 0;
      List<long[]> attributes = new ArrayList<>();
      long name = table.unsigned();
      long form = table.unsigned();
      while (name != 0 || form != 0) {
        attributes.add(new long[] {name, form, form == IMPLICIT ? table.signed() : 0});
        name = table.unsigned();
        form = table.unsigned();
      }
      shapes.put(code, new Shape(tag, hasChildren, attributes));
    }
  }

  /** {@return the next one; empty at the end of a list} */
  private Optional<DwarfEntry> entry(int depth) {
    long offset = in.at() - start;
    Shape shape = shapes.get(in.unsigned());
    if (shape == null || depth > DEEPEST) {
      return Optional.empty();
    }
    Map<Integer, Object> attributes = new LinkedHashMap<>();
    for (long[] one : shape.attributes()) {
      attributes.put((int) one[0], value((int) one[1], one[2]));
      bases(attributes);
    }
    List<DwarfEntry> children = new ArrayList<>();
    DwarfEntry made = new DwarfEntry(shape.tag(), attributes, children);
    entries.put(offset, made);
    if (shape.hasChildren()) {
      for (Optional<DwarfEntry> child = entry(depth + 1);
          child.isPresent();
          child = entry(depth + 1)) {
        children.add(child.get());
      }
    }
    return Optional.of(made);
  }

  /** The first entry says where the tables of the unit are, and uses them before it does. */
  private void bases(Map<Integer, Object> attributes) {
    if (attributes.get(Attribute.STR_OFFSETS_BASE) instanceof Long base) {
      stringBase = base;
    }
    if (attributes.get(Attribute.ADDR_BASE) instanceof Long base) {
      addressBase = base;
    }
  }

  private Object value(int form, long implicit) {
    return switch (form) {
      case 0x01, 0x07, 0x14 -> in.number(8);
      case 0x05, 0x12 -> in.number(2);
      case 0x06, 0x13, 0x17 -> in.number(4);
      case 0x0b, 0x0c, 0x11 -> in.number(1);
      case 0x08 -> in.text();
      case 0x09, 0x18 -> in.take(in.unsigned());
      case 0x0a -> in.take(in.number(1));
      case 0x03 -> in.take(in.number(2));
      case 0x04 -> in.take(in.number(4));
      case 0x0d -> in.signed();
      case 0x0e -> sections.at(".debug_str", in.number(4)).text();
      case 0x0f, 0x15 -> in.unsigned();
      case 0x19 -> 1L;
      case 0x1a -> text(in.unsigned());
      case 0x25, 0x26, 0x27, 0x28 -> text(in.number(form - 0x24));
      case 0x1b -> address(in.unsigned());
      case 0x29, 0x2a, 0x2b, 0x2c -> address(in.number(form - 0x28));
      case 0x1e -> in.take(16);
      case 0x1f -> sections.at(".debug_line_str", in.number(4)).text();
      case IMPLICIT -> implicit;
      case 0x22, 0x23 -> new DwarfEntry.ListIndex(in.unsigned());
      default -> throw new IllegalArgumentException("no form of DWARF 5: " + form);
    };
  }

  private String text(long index) {
    long offset = sections.at(".debug_str_offsets", stringBase + 4 * index).number(4);
    return sections.at(".debug_str", offset).text();
  }

  private Long address(long index) {
    return sections.at(".debug_addr", addressBase + ADDRESS * index).number(ADDRESS);
  }
}
