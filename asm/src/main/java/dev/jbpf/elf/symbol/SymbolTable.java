package dev.jbpf.elf.symbol;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The symbols of an object, immutable: local ones, then others.
 *
 * <p>A list of symbols, and their properties by number: a long program has 50,000 labels, and
 * asking for one property makes no {@link Symbol}.
 */
public abstract sealed class SymbolTable extends AbstractList<Symbol> implements RandomAccess
    permits SymbolList, SymbolRows {
  SymbolTable() {}

  /** {@return these symbols as a table, a copy unless they are one} */
  public static SymbolTable of(List<Symbol> symbols) {
    return symbols instanceof SymbolTable table ? table : SymbolList.from(symbols);
  }

  /**
   * {@return the name in UTF-8, a copy}
   *
   * @throws IndexOutOfBoundsException if there is no symbol of that number, as from all that ask
   *     for one
   */
  public byte[] name(int index) {
    return get(index).name().getBytes(StandardCharsets.UTF_8);
  }

  /** {@return what is there} */
  public SymbolKind kind(int index) {
    return get(index).kind();
  }

  /** {@return who sees it} */
  public Binding binding(int index) {
    return get(index).binding();
  }

  /** {@return who sees it after linking} */
  public Visibility visibility(int index) {
    return get(index).visibility();
  }

  /** {@return where it is} */
  public SymbolPlace place(int index) {
    return get(index).place();
  }

  /** {@return its offset in bytes, or whatever {@link SymbolPlace} says} */
  public long value(int index) {
    return get(index).value();
  }

  /** {@return its size in bytes, 0 where there is none or it is not known} */
  public long bytes(int index) {
    return get(index).size();
  }
}
