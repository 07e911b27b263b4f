package dev.jbpf.elf;

import static dev.jbpf.internal.ElfFormat.*;

import dev.jbpf.elf.section.Relocations;
import dev.jbpf.elf.section.Section;

/** A section header of a file, its start and size checked against the file. */
record CheckedSection(
    int at,
    int number,
    int name,
    int type,
    long flags,
    int start,
    int size,
    int link,
    int info,
    int alignment,
    long entrySize) {

  /** Of an object without sections. */
  static final CheckedSection EMPTY = new CheckedSection(0, 0, 0, STRTAB, 0, 0, 0, 0, 0, 1, 0);

  /** The string table that is the section of that number, which the file names at {@code at}. */
  static CheckedSection stringTable(CheckedSection[] headers, int number, int at) {
    if (headers.length == 0) {
      return EMPTY;
    }
    if (number < 0 || number >= headers.length || headers[number].type() != STRTAB) {
      throw new ElfFormatException(at, "section " + number + " is no string table");
    }
    return headers[number];
  }

  static CheckedSection of(ElfHeaders.SectionHeader raw, int number, ElfBytes file) {
    if (raw.type() == 0) {
      return new CheckedSection(raw.at(), number, 0, 0, 0, 0, 0, 0, 0, 1, 0);
    }
    long start = raw.type() == Section.NOBITS ? 0 : raw.offset();
    if (raw.type() == Section.NOBITS) {
      requireSize(raw.size(), raw.at(), number);
    } else if (!file.has(start, raw.size())) {
      throw new ElfFormatException(
          raw.at() + 24,
          String.format(
              "section %d has 0x%x bytes at 0x%x, the file has 0x%x in all",
              number, raw.size(), start, file.length()));
    }
    long alignment = Math.max(1, raw.alignment());
    if (!isAlignment(alignment)) {
      throw new ElfFormatException(
          raw.at() + 48,
          String.format(
              "the alignment of section %d is %d, must be a power of two up to %d",
              number, alignment, MAX_ALIGNMENT));
    }
    return new CheckedSection(
        raw.at(),
        number,
        raw.name(),
        raw.type(),
        raw.flags(),
        (int) start,
        (int) raw.size(),
        raw.link(),
        raw.info(),
        (int) alignment,
        raw.entrySize());
  }

  private static void requireSize(long size, int at, int number) {
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new ElfFormatException(
          at + 32,
          String.format(
              "section %d has 0x%x bytes of zeros, must be at most 0x%x",
              number, size, Integer.MAX_VALUE));
    }
  }

  /** The bytes that it takes in the file. */
  int stored() {
    return type == Section.NOBITS ? 0 : size;
  }

  int end() {
    return start + stored();
  }

  /**
   * Whether the model has it; the others are tables that the writer makes anew, or lists of them.
   */
  boolean isKept() {
    return switch (type) {
      case 0, SYMTAB, STRTAB, REL, GROUP, SYMTAB_SHNDX, LLVM_ADDRSIG -> false;
      case RELA ->
          throw new ElfFormatException(
              at + 4, "section " + number + " has relocations with addends, BPF has none such");
      default -> true;
    };
  }

  void requireEntries(int bytes) {
    if (size % bytes != 0) {
      throw new ElfFormatException(
          at + 32,
          String.format(
              "section %d has %d bytes, no whole number of entries of %d", number, size, bytes));
    }
  }

  Section toSection(ElfBytes file, ElfStrings names) {
    return new Section(
        names.at(Integer.toUnsignedLong(name), at),
        type,
        flags & ~LINK_FLAGS,
        alignment,
        entrySize,
        file.array(),
        start,
        size,
        Relocations.NONE);
  }
}
