package dev.jbpf.elf.link;

import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.link.GlobalSymbols.Named;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The symbols of the output, and which of them each symbol of an input became. */
final class OutputSymbols {
  private final ElfBuilder output;
  private final SectionPlacement placement;
  private final Map<LinkInput, SymbolBuilder[]> symbols = new IdentityHashMap<>();

  OutputSymbols(ElfBuilder output, SectionPlacement placement) {
    this.output = output;
    this.placement = placement;
  }

  void add(LinkInput input, GlobalSymbols globals) {
    List<Symbol> all = input.object().symbols();
    SymbolBuilder[] here = new SymbolBuilder[all.size()];
    for (int number = 0; number < here.length; number++) {
      Symbol symbol = all.get(number);
      Optional<SymbolBuilder> made =
          symbol.binding() == Binding.LOCAL
              ? local(input, symbol)
              : global(globals.of(symbol.name()));
      if (made.isPresent()) {
        here[number] = made.get();
      }
    }
    symbols.put(input, here);
  }

  private Optional<SymbolBuilder> local(LinkInput input, Symbol symbol) {
    if (symbol.kind() == SymbolKind.FILE || symbol.isUndefined()) {
      return Optional.empty();
    } else if (symbol.place() instanceof SymbolPlace.InSection in) {
      return placement.of(input, in.section()).map(place -> local(symbol, place));
    }
    return Optional.of(
        described(output.anonymous(symbol.name()), symbol).define(symbol.place(), symbol.value()));
  }

  private SymbolBuilder local(Symbol symbol, SectionPlacement.Place place) {
    return symbol.kind() == SymbolKind.SECTION
        ? output.sectionSymbol(place.section())
        : described(output.anonymous(symbol.name()), symbol)
            .define(place.section(), place.offset() + symbol.value());
  }

  private static SymbolBuilder described(SymbolBuilder made, Symbol symbol) {
    return made.kind(symbol.kind()).size(symbol.size()).visibility(symbol.visibility());
  }

  /** The same for all that share the name. */
  private Optional<SymbolBuilder> global(List<Named> same) {
    if (same.isEmpty()) {
      return Optional.empty();
    }
    Named chosen = GlobalSymbols.chosen(same);
    SymbolBuilder made =
        described(output.symbol(chosen.symbol().name()), chosen.symbol())
            .binding(GlobalSymbols.binding(same))
            .visibility(GlobalSymbols.visibility(same));
    if (chosen.symbol().place() instanceof SymbolPlace.InSection in) {
      placement
          .of(chosen.input(), in.section())
          .ifPresent(
              place -> made.define(place.section(), place.offset() + chosen.symbol().value()));
    } else {
      made.define(chosen.symbol().place(), chosen.symbol().value());
    }
    return Optional.of(made);
  }

  /** {@return what that symbol of an input became; empty if it is not in the output} */
  Optional<SymbolBuilder> of(LinkInput input, int number) {
    return Optional.ofNullable(symbols.get(input)[number]);
  }
}
