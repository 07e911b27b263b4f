package dev.jbpf.elf.symbol;

import java.util.List;

/** Symbols that were put together: local ones, among them many labels, and others. */
public final class SymbolList extends SymbolTable {
  private final List<Symbol> first;
  private final PlaceSymbols labels;
  private final List<Symbol> rest;

  /**
   * These, in this order; labels must not be added to any more.
   *
   * @param first local ones
   * @param rest others
   */
  public SymbolList(List<Symbol> first, PlaceSymbols labels, List<Symbol> rest) {
    this.first = List.copyOf(first);
    this.labels = labels;
    this.rest = List.copyOf(rest);
  }

  /** {@return {@code symbols} as such a list, itself if it is one} */
  public static SymbolList from(List<Symbol> symbols) {
    if (symbols instanceof SymbolList list) {
      return list;
    }
    int locals = 0;
    while (locals < symbols.size() && symbols.get(locals).binding() == Binding.LOCAL) {
      locals++;
    }
    return new SymbolList(
        symbols.subList(0, locals), PlaceSymbols.NONE, symbols.subList(locals, symbols.size()));
  }

  /** {@return the local ones that come first} */
  public List<Symbol> first() {
    return first;
  }

  /** {@return local ones that only name places, behind the first} */
  public PlaceSymbols labels() {
    return labels;
  }

  /** {@return those that others see} */
  public List<Symbol> rest() {
    return rest;
  }

  /** {@return how many come before the others} */
  public int locals() {
    return first.size() + labels.size();
  }

  @Override
  public int size() {
    return locals() + rest.size();
  }

  @Override
  public Symbol get(int index) {
    int behindFirst = index - first.size();
    int behindLabels = behindFirst - labels.size();
    return behindFirst < 0
        ? first.get(index)
        : behindLabels < 0 ? labels.get(behindFirst) : rest.get(behindLabels);
  }
}
