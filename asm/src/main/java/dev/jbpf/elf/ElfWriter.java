package dev.jbpf.elf;

import static dev.jbpf.internal.ElfFormat.*;

import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolList;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.internal.ByteSink;
import dev.jbpf.internal.StringTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays an object out: header, sections, their relocations, symbols, names, section headers. One
 * object each. Section contents go to the file without a copy.
 */
final class ElfWriter {
  private static final int WORD = 8;

  /** What a section header says, and what is written for it. */
  private record Part(
      int name,
      int type,
      long flags,
      long size,
      int link,
      int info,
      int alignment,
      long entrySize,
      Content content) {}

  // No lambdas: making the first one takes longer than assembling a short source.
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private record Bytes(byte[] array, int size) implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(array, 0, size);
    }
  }

  private record SectionContent(Section section) implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      section.writeTo(out);
    }
  }

  private final class RelocationContent implements Content {
    private final Section section;

    RelocationContent(Section section) {
      this.section = section;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      writeRelocations(section, out);
    }
  }

  private final ElfObject object;
  private final StringTable names = new StringTable();
  private final List<Part> parts = new ArrayList<>();
  private final long[] starts;
  private final long headers;
  private final int symtab;

  ElfWriter(ElfObject object) {
    this.object = object;
    List<Section> sections = object.sections();
    int relocated = 0;
    // Before the names of the sections, which are then the ends of these.
    for (Section section : sections) {
      if (!section.relocations().isEmpty()) {
        names.addJoined(".rel", section.name());
        relocated++;
      }
    }
    symtab = 1 + sections.size() + relocated;
    for (Section section : sections) {
      addSection(section);
    }
    for (int i = 0; i < sections.size(); i++) {
      if (!sections.get(i).relocations().isEmpty()) {
        addRelocations(sections.get(i), i);
      }
    }
    addTables();
    starts = new long[parts.size()];
    headers = lay();
  }

  private void addSection(Section section) {
    parts.add(
        new Part(
            names.add(section.name()),
            section.type(),
            section.flags(),
            section.size(),
            0,
            0,
            section.alignment(),
            section.entrySize(),
            new SectionContent(section)));
  }

  private void addRelocations(Section section, int index) {
    parts.add(
        new Part(
            names.addJoined(".rel", section.name()),
            REL,
            INFO_LINK,
            (long) section.relocations().size() * RELOCATION_BYTES,
            symtab,
            1 + index,
            WORD,
            RELOCATION_BYTES,
            new RelocationContent(section)));
  }

  private void addTables() {
    SymbolList list = SymbolList.from(object.symbols());
    byte[] symbols = symbols(list);
    parts.add(
        new Part(
            names.add(".symtab"),
            SYMTAB,
            0,
            symbols.length,
            symtab + 1,
            list.locals() + 1,
            WORD,
            SYMBOL_BYTES,
            new Bytes(symbols, symbols.length)));
    int name = names.add(".strtab");
    parts.add(
        new Part(
            name, STRTAB, 0, names.size(), 0, 0, 1, 0, new Bytes(names.array(), names.size())));
  }

  private byte[] symbols(SymbolList symbols) {
    ByteSink sink = sink((symbols.size() + 1) * SYMBOL_BYTES);
    sink.fill(SYMBOL_BYTES, 0);
    write(symbols.first(), sink);
    symbols.labels().writeTo(sink, names);
    write(symbols.rest(), sink);
    return sink.toBytes();
  }

  private void write(List<Symbol> symbols, ByteSink sink) {
    for (Symbol symbol : symbols) {
      write(symbol, sink);
    }
  }

  private void write(Symbol symbol, ByteSink sink) {
    // The names of labels are many, and their own.
    sink.putInt(symbol.isLabel() ? names.append(symbol.name()) : names.add(symbol.name()));
    sink.putByte(symbol.binding().ordinal() << 4 | symbol.kind().ordinal());
    sink.putByte(symbol.visibility().ordinal());
    sink.putShort(number(symbol.place()));
    sink.putLong(symbol.value());
    sink.putLong(symbol.size());
  }

  private static int number(SymbolPlace place) {
    return place instanceof SymbolPlace.InSection in
        ? in.section() + 1
        : ((SymbolPlace.Special) place).number();
  }

  /** Gives each part its start, and returns that of the section headers. */
  private long lay() {
    long at = HEADER_BYTES;
    for (int i = 0; i < starts.length; i++) {
      Part part = parts.get(i);
      at = align(at, part.alignment());
      starts[i] = at;
      at += part.type() == Section.NOBITS ? 0 : part.size();
    }
    return align(at, WORD);
  }

  /** The size of the file in bytes. */
  long size() {
    return headers + (long) (parts.size() + 1) * SECTION_BYTES;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(header());
    long at = HEADER_BYTES;
    for (int i = 0; i < starts.length; i++) {
      Part part = parts.get(i);
      out.write(new byte[(int) (starts[i] - at)]);
      part.content().writeTo(out);
      at = starts[i] + (part.type() == Section.NOBITS ? 0 : part.size());
    }
    out.write(new byte[(int) (headers - at)]);
    out.write(sectionHeaders());
  }

  private byte[] header() {
    ByteSink sink = sink(HEADER_BYTES);
    sink.putBytes(MAGIC, 0, MAGIC.length);
    sink.putByte(CLASS_64);
    sink.putByte(object.order() == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG);
    sink.putByte(VERSION);
    sink.fill(9, 0);
    sink.putShort(TYPE_RELOCATABLE);
    sink.putShort(MACHINE_BPF);
    sink.putInt(VERSION);
    sink.putLong(0); // entry
    sink.putLong(0); // program headers
    sink.putLong(headers);
    sink.putInt(object.flags());
    sink.putShort(HEADER_BYTES);
    sink.putShort(0); // size and number of program headers
    sink.putShort(0);
    sink.putShort(SECTION_BYTES);
    sink.putShort(parts.size() + 1);
    sink.putShort(symtab + 1);
    return sink.toBytes();
  }

  private byte[] sectionHeaders() {
    ByteSink sink = sink((parts.size() + 1) * SECTION_BYTES);
    sink.fill(SECTION_BYTES, 0);
    for (int i = 0; i < starts.length; i++) {
      Part part = parts.get(i);
      sink.putInt(part.name());
      sink.putInt(part.type());
      sink.putLong(part.flags());
      sink.putLong(0); // address
      sink.putLong(starts[i]);
      sink.putLong(part.size());
      sink.putInt(part.link());
      sink.putInt(part.info());
      sink.putLong(part.alignment());
      sink.putLong(part.entrySize());
    }
    return sink.toBytes();
  }

  private void writeRelocations(Section section, OutputStream out) throws IOException {
    ByteSink sink = sink(section.relocations().size() * RELOCATION_BYTES);
    for (Relocation relocation : section.relocations()) {
      sink.putLong(relocation.offset());
      sink.putLong((relocation.symbol() + 1L) << 32 | relocation.type().number());
    }
    out.write(sink.toBytes());
  }

  private ByteSink sink(int capacity) {
    return new ByteSink(object.order(), capacity);
  }
}
