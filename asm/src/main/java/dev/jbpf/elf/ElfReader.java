package dev.jbpf.elf;

import static dev.jbpf.internal.ElfFormat.*;

import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Relocations;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.SymbolTable;
import dev.jbpf.internal.Rows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an object. Total: any bytes give an object or an {@link ElfFormatException}, in time and
 * memory proportional to their number. One file each.
 */
final class ElfReader {
  private final ElfBytes file;
  private final ElfHeaders fileHeader;
  private CheckedSection[] headers = {};

  /** For each section of the file, its index in the model, or -1. */
  private int[] modelIndex = {};

  ElfReader(byte[] bytes) {
    fileHeader = ElfHeaders.of(ByteBuffer.wrap(bytes));
    file = new ElfBytes(bytes, fileHeader.order());
  }

  ElfObject read() {
    fileHeader.checkObject();
    headers = sectionHeaders();
    checkOverlap();
    CheckedSection names =
        CheckedSection.stringTable(headers, fileHeader.names(), ElfHeaders.NAMES_AT);
    ElfStrings sectionNames = new ElfStrings(file, names);
    modelIndex = modelIndexes();
    SymbolReader symbols = new SymbolReader(file, headers, modelIndex);
    SymbolTable table = symbols.read();
    List<List<CheckedSection>> tables = relocationTables();
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < headers.length; i++) {
      if (modelIndex[i] >= 0) {
        Section plain = headers[i].toSection(file, sectionNames);
        sections.add(relocated(plain, tables.get(i), symbols));
      }
    }
    try {
      return new ElfObject(fileHeader.order(), fileHeader.flags(), sections, table);
    } catch (IllegalArgumentException e) { // More relocations than numbers are left for.
      throw new ElfFormatException(ElfHeaders.SECTION_COUNT_AT, e.getMessage());
    }
  }

  /** Those of each section; what is said of sections that are not there is passed over. */
  private List<List<CheckedSection>> relocationTables() {
    List<List<CheckedSection>> tables = new ArrayList<>();
    for (int i = 0; i < headers.length; i++) {
      tables.add(new ArrayList<>(1));
    }
    for (CheckedSection header : headers) {
      if (header.type() == REL && header.info() >= 0 && header.info() < headers.length) {
        tables.get(header.info()).add(header);
      }
    }
    return tables;
  }

  private CheckedSection[] sectionHeaders() {
    long start = fileHeader.sectionTable();
    int count = fileHeader.sections();
    if (start == 0 && count == 0) {
      return new CheckedSection[0];
    }
    if (!file.has(start, (long) count * SECTION_BYTES)) {
      throw new ElfFormatException(
          ElfHeaders.SECTIONS_AT, "the file ends before its " + count + " section headers do");
    }
    if (count == 0 || count >= RESERVED) {
      throw new ElfFormatException(
          ElfHeaders.SECTION_COUNT_AT,
          "number of sections is " + count + ", must be from 1 to 65279");
    }
    CheckedSection[] result = new CheckedSection[count];
    for (int i = 0; i < count; i++) {
      result[i] = CheckedSection.of(fileHeader.section(i), i, file);
    }
    return result;
  }

  /** Sections that share bytes would let a small file stand for a huge object. */
  private void checkOverlap() {
    // By start and number, as numbers: objects would need a comparison of their own.
    long[] byStart = new long[headers.length];
    for (int i = 0; i < headers.length; i++) {
      byStart[i] = (long) headers[i].start() << 32 | i;
    }
    Rows.sort(byStart, byStart.length);
    CheckedSection last = CheckedSection.EMPTY;
    for (long row : byStart) {
      CheckedSection next = headers[(int) row];
      if (next.stored() == 0) {
        continue;
      }
      if (next.start() < last.end()) {
        throw new ElfFormatException(
            next.at(), "section " + next.number() + " starts within section " + last.number());
      }
      last = next;
    }
  }

  private int[] modelIndexes() {
    int[] result = new int[headers.length];
    int next = 0;
    for (int i = 0; i < headers.length; i++) {
      result[i] = headers[i].isKept() ? next++ : -1;
    }
    return result;
  }

  private Section relocated(Section section, List<CheckedSection> tables, SymbolReader symbols) {
    Relocations.Builder relocations = new Relocations.Builder();
    for (CheckedSection table : tables) {
      readRelocations(table, section, symbols, relocations);
    }
    return relocations.size() == 0
        ? section
        : section.withRelocations(relocations.build(symbols.newIndexes()));
  }

  private void readRelocations(
      CheckedSection table,
      Section section,
      SymbolReader symbols,
      Relocations.Builder relocations) {
    table.requireEntries(RELOCATION_BYTES);
    for (int at = table.start(); at < table.end(); at += RELOCATION_BYTES) {
      long offset = file.s64(at);
      long info = file.s64(at + 8);
      Optional<RelocationType> type = RelocationType.of((int) info);
      if (type.isEmpty()) {
        throw new ElfFormatException(
            at + 8, "relocation type " + (int) info + " is none of BPF's, in " + section.name());
      }
      if (!ElfChecks.fits(section, offset, type.get())) {
        throw new ElfFormatException(
            at,
            String.format(
                "relocation at %s+0x%x, but the section has %d bytes",
                section.name(), offset, section.stored()));
      }
      relocations.add((int) offset, symbols.require(info >>> 32, at + 8), type.get());
    }
  }
}
