package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import dev.jbpf.kernel.call.CoreRelocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what {@code .BTF.ext} says of instructions. Offsets are in bytes from the start of the
 * section, and rise from row to row of a section.
 */
public final class BtfExtBuilder {
  private static final int MAGIC = 0xeb9f;
  private static final int VERSION = 1;
  private static final int HEADER = 32;
  private static final int MAX_LINE = (1 << 22) - 1;
  private static final int MAX_COLUMN = (1 << 10) - 1;

  private final BtfBuilder types;
  private final Map<String, ByteSink> functions = new LinkedHashMap<>();
  private final Map<String, ByteSink> lines = new LinkedHashMap<>();
  private final Map<String, ByteSink> relocations = new LinkedHashMap<>();

  /** For an object whose types and strings are in {@code types}. */
  public BtfExtBuilder(BtfBuilder types) {
    this.types = types;
  }

  /** Says that the function {@code type}, a {@link BtfType.Func}, starts at {@code offset}. */
  public void function(String section, int offset, int type) {
    ByteSink rows = rows(functions, section);
    rows.putInt(offset);
    rows.putInt(type);
  }

  /**
   * Says where the instructions from {@code offset} on were written. What the format cannot hold is
   * left out: a column above 1,023, and all of a line above 4,194,303.
   *
   * @param file the file's name, a string of the types
   * @param text the line itself, a string of the types
   * @param line counted from 1, 0 if it is not known
   * @param column counted from 1, 0 if it is not known
   */
  public void line(String section, int offset, int file, int text, int line, int column) {
    if (line > MAX_LINE) {
      return;
    }
    ByteSink rows = rows(lines, section);
    rows.putInt(offset);
    rows.putInt(file);
    rows.putInt(text);
    rows.putInt(line << 10 | (column > MAX_COLUMN ? 0 : column));
  }

  /**
   * Says that the instruction at {@code offset} depends on a kernel's types (CO-RE).
   *
   * @param type what the path starts at, one of the types
   * @param path numbers of members, as {@link dev.jbpf.btf.core.resolve.CoreRecord#path} has them
   */
  @SuppressWarnings("exports")
  public void relocation(String section, int offset, int type, String path, CoreRelocation kind) {
    relocation(section, offset, type, types.string(path), kind.value());
  }

  /**
   * Says that the instruction at {@code offset} depends on the layout of a type (CO-RE).
   *
   * @param type the id of the type that the path starts at
   * @param path a string of the types
   * @param kind what the instruction needs to know, by its number
   */
  public void relocation(String section, int offset, int type, int path, int kind) {
    ByteSink rows = rows(relocations, section);
    rows.putInt(offset);
    rows.putInt(type);
    rows.putInt(path);
    rows.putInt(kind);
  }

  private ByteSink rows(Map<String, ByteSink> tables, String section) {
    ByteSink rows = tables.get(section);
    if (rows == null) {
      rows = new ByteSink(types.order(), 64);
      tables.put(section, rows);
    }
    return rows;
  }

  /** {@return whether nothing was said} */
  public boolean isEmpty() {
    return functions.isEmpty() && lines.isEmpty() && relocations.isEmpty();
  }

  /** {@return the section's bytes} To be called before the types are written: it adds strings. */
  public byte[] toBytes() {
    List<ByteSink> tables =
        List.of(
            table(functions, BtfExt.FUNCTION_COLUMNS),
            table(lines, BtfExt.LINE_COLUMNS),
            table(relocations, BtfExt.RELOCATION_COLUMNS));
    ByteSink all = new ByteSink(types.order(), HEADER);
    all.putShort(MAGIC);
    all.putByte(VERSION);
    all.putByte(0);
    all.putInt(HEADER);
    int start = 0;
    for (ByteSink table : tables) {
      all.putInt(start);
      all.putInt(table.size());
      start += table.size();
    }
    for (ByteSink table : tables) {
      all.putBytes(table.array(), 0, table.size());
    }
    return all.toBytes();
  }

  private ByteSink table(Map<String, ByteSink> sections, int columns) {
    int record = columns * BtfWords.BYTES;
    ByteSink table = new ByteSink(types.order(), 64);
    if (!sections.isEmpty()) {
      table.putInt(record);
    }
    for (Map.Entry<String, ByteSink> section : sections.entrySet()) {
      ByteSink rows = section.getValue();
      table.putInt(types.string(section.getKey()));
      table.putInt(rows.size() / record);
      table.putBytes(rows.array(), 0, rows.size());
    }
    return table;
  }
}
