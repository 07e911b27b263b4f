package dev.jbpf.elf.symbol;

import java.nio.charset.StandardCharsets;

/** The symbols of a file, read from there when they are asked for. */
public final class SymbolRows extends SymbolTable {
  /** What a file says of a symbol, by the symbol's place there. */
  public interface Source {
    /** {@return the symbol there} */
    Symbol symbol(int at);

    /** {@return its name, in whatever bytes the file has} */
    byte[] name(int at);

    /** {@return what is there} */
    SymbolKind kind(int at);

    /** {@return who sees it} */
    Binding binding(int at);

    /** {@return who sees it after linking} */
    Visibility visibility(int at);

    /** {@return where it is} */
    SymbolPlace place(int at);

    /** {@return its offset in bytes} */
    long value(int at);

    /** {@return its size in bytes} */
    long size(int at);
  }

  private final Source file;

  /** Where in the file each symbol is. */
  private final int[] rows;

  private final int sections;
  private final Symbol[] made;

  /** Those at {@code rows}, all of which were checked for so many sections. */
  public SymbolRows(Source file, int[] rows, int sections) {
    this.file = file;
    this.rows = rows;
    this.sections = sections;
    this.made = new Symbol[rows.length];
  }

  /** How many sections there have to be. */
  public int sections() {
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
      known = file.symbol(rows[index]);
      made[index] = known;
    }
    return known;
  }

  @Override
  public byte[] name(int index) {
    byte[] name = file.name(rows[index]);
    for (byte b : name) {
      if (b < 0) { // What is no UTF-8 is replaced.
        return new String(name, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      }
    }
    return name;
  }

  @Override
  public SymbolKind kind(int index) {
    return file.kind(rows[index]);
  }

  @Override
  public Binding binding(int index) {
    return file.binding(rows[index]);
  }

  @Override
  public Visibility visibility(int index) {
    return file.visibility(rows[index]);
  }

  @Override
  public SymbolPlace place(int index) {
    return file.place(rows[index]);
  }

  @Override
  public long value(int index) {
    return file.value(rows[index]);
  }

  @Override
  public long bytes(int index) {
    return file.size(rows[index]);
  }
}
