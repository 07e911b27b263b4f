package dev.jbpf.elf.symbol;

import dev.jbpf.internal.ElfFormat;

/**
 * A named place.
 *
 * @param name may be empty, as that of a section's symbol is
 * @param kind what is there
 * @param binding who sees it
 * @param visibility who sees it after linking
 * @param place where
 * @param value in bytes from the section's start; see {@link SymbolPlace}
 * @param size in bytes, 0 where there is none or it is not known
 */
public record Symbol(
    String name,
    SymbolKind kind,
    Binding binding,
    Visibility visibility,
    SymbolPlace place,
    long value,
    long size) {

  /**
   * A symbol.
   *
   * @throws IllegalArgumentException if the name has a NUL character, which ends names in the file
   */
  public Symbol {
    ElfFormat.requireName(name);
  }

  /** {@return whether it is in the section of that index} */
  public boolean isIn(int section) {
    return place instanceof SymbolPlace.InSection in && in.section() == section;
  }

  /** {@return whether it only names a place in a section, to this object} */
  public boolean isLabel() {
    return kind == SymbolKind.NOTYPE
        && binding == Binding.LOCAL
        && visibility == Visibility.DEFAULT
        && place instanceof SymbolPlace.InSection
        && size == 0;
  }

  /** {@return whether it is defined elsewhere} */
  public boolean isUndefined() {
    return place == SymbolPlace.Special.UNDEFINED;
  }
}
