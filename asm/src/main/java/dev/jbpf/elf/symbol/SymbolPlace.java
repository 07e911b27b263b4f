package dev.jbpf.elf.symbol;

import dev.jbpf.elf.ElfObject;

/** Where a symbol is. */
public sealed interface SymbolPlace {

  /**
   * In a section; the symbol's value is an offset in bytes.
   *
   * @param section index into {@link ElfObject#sections()}
   */
  record InSection(int section) implements SymbolPlace {
    @Override
    public String toString() {
      return "section " + section;
    }
  }

  /** In no section of this object. */
  enum Special implements SymbolPlace {
    /** Somewhere else: another object, or the kernel. */
    UNDEFINED(0),
    /** Nowhere: the value is a number. */
    ABSOLUTE(0xfff1),
    /** Space that a linker allocates; the value is the alignment. */
    COMMON(0xfff2);

    private final int number;

    Special(int number) {
      this.number = number;
    }

    /** {@return the number that stands for it in the file, where others have a section's} */
    public int number() {
      return number;
    }
  }
}
