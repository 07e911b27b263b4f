package dev.jbpf.elf.symbol;

import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.internal.ByteSink;
import dev.jbpf.internal.ElfFormat;
import dev.jbpf.internal.StringTable;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * Local symbols that only name places in sections, as rows of arrays: a long source has 50,000 of
 * them. Assembled to an object with a {@link SymbolBuilder} each, they took 40 ms in a cold JVM.
 */
public final class PlaceSymbols extends AbstractList<Symbol> implements RandomAccess {
  static final PlaceSymbols NONE = new PlaceSymbols();

  /** All names, each ended by a zero. */
  private final ByteSink names = new ByteSink(ByteOrder.LITTLE_ENDIAN, 0);

  /** Where each name starts. */
  private int[] starts = {};

  private int[] sections = {};
  private long[] values = {};
  private int size;

  /** None yet. */
  public PlaceSymbols() {}

  /**
   * Adds a label.
   *
   * @param name an array that holds its name, in UTF-8, from {@code from} on
   */
  public void add(byte[] name, int from, int length, int section, long value) {
    if (size == starts.length) {
      grow();
    }
    starts[size] = names.size();
    sections[size] = section;
    values[size++] = value;
    names.putBytes(name, from, length);
    names.putByte(0);
  }

  private void grow() {
    int capacity = Math.max(16, size * 2);
    starts = Arrays.copyOf(starts, capacity);
    sections = Arrays.copyOf(sections, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Symbol get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    int end = (index + 1 < size ? starts[index + 1] : names.size()) - 1;
    String name =
        new String(names.array(), starts[index], end - starts[index], StandardCharsets.UTF_8);
    return new Symbol(
        name,
        SymbolKind.NOTYPE,
        Binding.LOCAL,
        Visibility.DEFAULT,
        new SymbolPlace.InSection(sections[index]),
        values[index],
        0);
  }

  /** Appends rows of a symbol table to {@code sink}, and the names to {@code texts}. */
  @SuppressWarnings("exports")
  public void writeTo(ByteSink sink, StringTable texts) {
    int base = texts.append(names.array(), names.size());
    sink.ensure(size * ElfFormat.SYMBOL_BYTES);
    for (int i = 0; i < size; i++) {
      write(sink, base, i);
    }
  }

  /** A method of its own: a loop of 50,000 rounds is not compiled before its end. */
  private void write(ByteSink sink, int base, int i) {
    sink.putInt(base + starts[i]);
    sink.putShort(0); // Local, of no type, seen by all.
    sink.putShort(sections[i] + 1);
    sink.putLong(values[i]);
    sink.putLong(0);
  }
}
