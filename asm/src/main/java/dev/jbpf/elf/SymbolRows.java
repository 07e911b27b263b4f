package dev.jbpf.elf;

import java.nio.charset.StandardCharsets;

/** The symbols of a file, read from there when they are asked for. */
final class SymbolRows extends SymbolTable {
  private final SymbolReader reader;

  /** Where in the file each symbol is. */
  private final int[] rows;

  private final int sections;
  private final Symbol[] made;

  /** Those at {@code rows}, all of which the reader has checked for so many sections. */
  SymbolRows(SymbolReader reader, int[] rows, int sections) {
    this.reader = reader;
    this.rows = rows;
    this.sections = sections;
    this.made = new Symbol[rows.length];
  }

  /** How many sections there have to be. */
  int sections() {
    return sections;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Symbol get(int index) {
    Symbol known = made[index];
    if (known == null) {
      known = reader.symbol(rows[index]);
      made[index] = known;
    }
    return known;
  }

  @Override
  public byte[] name(int index) {
    byte[] name = reader.name(rows[index]);
    for (byte b : name) {
      if (b < 0) { // What is no UTF-8 is replaced.
        return new String(name, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      }
    }
    return name;
  }

  @Override
  public SymbolKind kind(int index) {
    return reader.kind(rows[index]);
  }

  @Override
  public Binding binding(int index) {
    return reader.binding(rows[index]);
  }

  @Override
  public Visibility visibility(int index) {
    return reader.visibility(rows[index]);
  }

  @Override
  public SymbolPlace place(int index) {
    return reader.place(rows[index]);
  }

  @Override
  public long value(int index) {
    return reader.value(rows[index]);
  }

  @Override
  public long bytes(int index) {
    return reader.size(rows[index]);
  }
}
