package dev.jbpf.elf;

import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolTable;
import dev.jbpf.internal.ByteSink;
import dev.jbpf.internal.ElfFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A relocatable object for {@code EM_BPF}: what compilers and assemblers write, and loaders read.
 *
 * <p>The tables that hold names, symbols and relocations in the file are no sections of the model;
 * they are written anew. Nor are section groups and LLVM's list of symbols whose address matters:
 * only linkers read those. Reading what was written gives an equal object.
 *
 * @param order the byte order of the target
 * @param flags {@code e_flags} of the file's header: binutils keeps the ISA version there, others 0
 * @param sections the sections, in the order of the file
 * @param symbols the symbols without the empty first one, local ones before others
 */
@SuppressWarnings("exports")
public record ElfObject(ByteOrder order, int flags, List<Section> sections, SymbolTable symbols) {

  /**
   * How many sections the format can number; one with relocations counts twice. Four more are those
   * of symbols and names.
   */
  public static final int MAX_SECTIONS = ElfFormat.RESERVED - 4;

  /**
   * An object of these parts; the list is copied.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_SECTIONS} sections, a
   *     symbol or a relocation refers to what is not there, or a local symbol follows another
   */
  public ElfObject {
    sections = List.copyOf(sections);
    ElfChecks.check(sections, symbols);
  }

  /**
   * An object of these parts; lists are copied.
   *
   * @throws IllegalArgumentException as with a table of symbols
   */
  @SuppressWarnings("exports")
  public ElfObject(ByteOrder order, int flags, List<Section> sections, List<Symbol> symbols) {
    this(order, flags, sections, SymbolTable.of(symbols));
  }

  /**
   * {@return the object that these bytes hold} Section contents are read in place: the caller must
   * not change the array afterwards.
   *
   * @throws ElfFormatException if they are no 64-bit relocatable object for BPF, or it is damaged
   */
  public static ElfObject read(byte[] bytes) {
    return new ElfReader(bytes).read();
  }

  /** {@return the object as a file's bytes; equal objects give equal bytes} */
  public byte[] toBytes() {
    ElfWriter writer = new ElfWriter(this);
    ByteSink sink = new ByteSink(order, Math.toIntExact(writer.size()));
    try {
      writer.writeTo(sink.stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sink.toBytes();
  }

  /**
   * Writes the object as a file.
   *
   * @throws IOException if {@code out} does
   */
  public void writeTo(OutputStream out) throws IOException {
    new ElfWriter(this).writeTo(out);
  }

  /** {@return the first section of that name, if there is one} */
  @SuppressWarnings("exports")
  public Optional<Section> section(String name) {
    for (Section section : sections) {
      if (section.name().equals(name)) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }

  /** {@return the first symbol of that name, if there is one} */
  @SuppressWarnings("exports")
  public Optional<Symbol> symbol(String name) {
    for (Symbol symbol : symbols) {
      if (symbol.name().equals(name)) {
        return Optional.of(symbol);
      }
    }
    return Optional.empty();
  }
}
