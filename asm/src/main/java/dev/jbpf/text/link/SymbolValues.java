package dev.jbpf.text.link;

import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.text.c.KernelNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import java.math.BigInteger;
import java.util.Optional;

/** What symbols stand for, once all of them are known. */
final class SymbolValues {
  private final AssemblyState state;
  private final Symbols symbols;

  SymbolValues(AssemblyState state) {
    this.state = state;
    this.symbols = state.symbols;
  }

  /** {@return the number that {@code symbol}, less {@code minus}, is, if it is one} */
  Optional<BigInteger> number(int symbol, int minus) {
    if (symbol != Symbols.NONE
        && minus != Symbols.NONE
        && symbols.section(symbol) == symbols.section(minus)
        && symbols.section(symbol) >= 0) {
      return Optional.of(BigInteger.valueOf(symbols.value(symbol) - symbols.value(minus)));
    }
    Optional<BigInteger> added = number(symbol);
    Optional<BigInteger> taken = number(minus);
    return added.isPresent() && taken.isPresent()
        ? Optional.of(added.get().subtract(taken.get()))
        : Optional.empty();
  }

  private Optional<BigInteger> number(int symbol) {
    if (symbol == Symbols.NONE) {
      return Optional.of(BigInteger.ZERO);
    }
    if (symbols.isConstant(symbol)) {
      return Optional.of(symbols.number(symbol));
    }
    return mayBeKernels(symbol) ? KernelNames.number(symbols.name(symbol)) : Optional.empty();
  }

  /** {@return whether the source neither defines it nor says that it is another object's} */
  boolean mayBeKernels(int symbol) {
    return !symbols.isDefined(symbol) && !symbols.is(symbol, Symbols.GLOBAL);
  }

  /** {@return whether linkers may replace it: calls of it are left to them, as compilers do} */
  boolean isPreemptible(int symbol) {
    return state.isObject() && symbols.is(symbol, Symbols.GLOBAL);
  }

  /** {@return whether only this object sees it, so that relocations name its section} */
  boolean isSectionRelative(int symbol) {
    return symbols.section(symbol) >= 0 && !symbols.is(symbol, Symbols.GLOBAL);
  }

  /** {@return the distance from what relocations name, in bytes} */
  long addend(int symbol) {
    return isSectionRelative(symbol) ? symbols.value(symbol) : 0;
  }

  /** {@return where it is, in words} */
  String whereItIs(int symbol) {
    int section = symbols.section(symbol);
    return section < 0 ? " is a number" : " is in section " + state.sections.get(section).name;
  }

  /** Leaves {@code offset} of {@code image} to whoever knows where {@code symbol} will be. */
  void relocate(SectionImage image, int offset, int symbol, RelocationType type) {
    int named = isSectionRelative(symbol) ? Symbols.NONE : symbol;
    image.relocations.add(new SectionImage.Relocated(offset, named, symbols.section(symbol), type));
  }
}
