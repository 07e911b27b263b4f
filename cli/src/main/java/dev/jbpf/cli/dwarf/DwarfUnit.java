package dev.jbpf.cli.dwarf;

import dev.jbpf.cli.dwarf.DwarfEntry.Attribute;
import dev.jbpf.cli.dwarf.DwarfEntry.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one source file became.
 *
 * @param root the file; in it functions and types
 * @param entries all of it, by where it is in the unit
 * @param addressBase where its part of {@code .debug_addr} is
 * @param listBase where its part of {@code .debug_loclists} is
 * @param isOld whether it is of DWARF 4, which has its lists in {@code .debug_loc}
 */
record DwarfUnit(
    DwarfSections sections,
    DwarfEntry root,
    Map<Long, DwarfEntry> entries,
    long addressBase,
    long listBase,
    boolean isOld) {

  private static final String LISTS = ".debug_loclists";

  /** {@return the function of that name, if it has code here} */
  Optional<DwarfEntry> function(String name) {
    return root.children().stream()
        .filter(entry -> entry.tag() == Tag.FUNCTION)
        .filter(entry -> entry.number(Attribute.LOW_PC).isPresent())
        .filter(entry -> named(entry).name().filter(name::equals).isPresent())
        .findFirst();
  }

  /** {@return the entry itself, or the one of which it is a copy} */
  DwarfEntry named(DwarfEntry entry) {
    return entry.attributes().get(Attribute.ORIGIN) instanceof Long origin
        ? Optional.ofNullable(entries.get(origin)).map(this::named).orElse(entry)
        : entry;
  }

  /** {@return the parameters and variables in {@code function}, the innermost first} */
  List<DwarfEntry> variables(DwarfEntry function) {
    List<DwarfEntry> found = new ArrayList<>();
    for (DwarfEntry child : function.children()) {
      if (child.tag() == Tag.BLOCK || child.tag() == Tag.INLINED) {
        found.addAll(variables(child));
      }
    }
    for (DwarfEntry child : function.children()) {
      if (child.tag() == Tag.PARAMETER || child.tag() == Tag.VARIABLE) {
        found.add(child);
      }
    }
    return found;
  }

  /** {@return the type of {@code entry}, names and qualifiers left out; empty for void} */
  Optional<DwarfEntry> type(DwarfEntry entry) {
    Optional<DwarfEntry> type =
        entry.number(Attribute.TYPE).isPresent()
            ? Optional.ofNullable(entries.get(entry.number(Attribute.TYPE).getAsLong()))
            : Optional.empty();
    return type.flatMap(
        found ->
            switch (found.tag()) {
              case Tag.TYPEDEF, Tag.CONST, Tag.VOLATILE -> type(found);
              default -> type;
            });
  }

  /** {@return how many bytes a value of {@code type} has} */
  int size(DwarfEntry type) {
    return switch (type.tag()) {
      case Tag.ARRAY -> count(type) * type(type).map(this::size).orElse(0);
      case Tag.POINTER -> Long.BYTES;
      default -> (int) type.number(Attribute.BYTE_SIZE).orElse(0);
    };
  }

  /** {@return how many elements an array has, of all its dimensions} */
  int count(DwarfEntry array) {
    return array.children().stream()
        .filter(child -> child.tag() == Tag.SUBRANGE)
        .mapToInt(child -> (int) child.number(Attribute.COUNT).orElse(0))
        .reduce(1, (all, one) -> all * one);
  }

  /** {@return what says where a variable is at {@code pc}; empty if it is nowhere} */
  Optional<byte[]> location(DwarfEntry variable, long pc) {
    Object location = variable.attributes().get(Attribute.LOCATION);
    if (location instanceof byte[] always) {
      return Optional.of(always);
    }
    if (location instanceof DwarfEntry.ListIndex list) {
      long offset = sections.at(LISTS, listBase + 4 * list.index()).number(4);
      return new LocationList(this, sections.at(LISTS, listBase + offset)).at(pc);
    }
    if (location instanceof Long offset) {
      return isOld
          ? OldLocations.at(sections.at(".debug_loc", offset), start(), pc)
          : new LocationList(this, sections.at(LISTS, offset)).at(pc);
    }
    return Optional.empty();
  }

  /** {@return what places of its lists count from, where they do not say} */
  long start() {
    return root.number(Attribute.LOW_PC).orElse(0);
  }

  /** {@return the address of that number} */
  long address(long index) {
    return sections.at(".debug_addr", addressBase + Long.BYTES * index).number(Long.BYTES);
  }
}
