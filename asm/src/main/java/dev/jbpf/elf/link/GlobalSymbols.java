package dev.jbpf.elf.link;

import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.elf.symbol.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the inputs say of each name that is not local: of several definitions one may be strong, and
 * holds; else the first holds.
 */
final class GlobalSymbols {
  private final List<String> errors;
  private final Map<String, List<Named>> all = new LinkedHashMap<>();

  /** A symbol of an input. */
  record Named(LinkInput input, Symbol symbol) {
    boolean isStrong() {
      return symbol.binding() == Binding.GLOBAL;
    }
  }

  GlobalSymbols(List<String> errors) {
    this.errors = errors;
  }

  /** Takes those of {@code input} that are in the output, or nowhere. */
  void add(LinkInput input, SectionPlacement placement) {
    for (Symbol symbol : input.object().symbols()) {
      boolean isLeftOut =
          symbol.place() instanceof SymbolPlace.InSection in
              && placement.of(input, in.section()).isEmpty();
      if (symbol.binding() != Binding.LOCAL && !isLeftOut) {
        add(new Named(input, symbol));
      }
    }
  }

  private void add(Named named) {
    if (named.symbol.place() == SymbolPlace.Special.COMMON) {
      errors.add(
          String.format(
              "%s: '%s' has no section yet: compile with -fno-common",
              named.input.name(), named.symbol.name()));
    }
    List<Named> known = all.computeIfAbsent(named.symbol.name(), name -> new ArrayList<>());
    if (isStrongDefinition(named)) {
      known.stream()
          .filter(GlobalSymbols::isStrongDefinition)
          .findFirst()
          .ifPresent(first -> errors.add(conflict(first, named)));
    }
    known.add(named);
  }

  private static boolean isStrongDefinition(Named named) {
    return named.isStrong() && !named.symbol.isUndefined();
  }

  private static String conflict(Named first, Named second) {
    return String.format(
        "'%s' is defined in %s and in %s: declare it extern in one of them, or make it __weak; static makes it another one",
        first.symbol.name(), first.input.name(), second.input.name());
  }

  List<Named> of(String name) {
    return all.getOrDefault(name, List.of());
  }

  /** The one that holds: a strong definition, else the first definition, else the first. */
  static Named chosen(List<Named> same) {
    Optional<Named> strong = same.stream().filter(GlobalSymbols::isStrongDefinition).findFirst();
    return strong
        .or(() -> same.stream().filter(named -> !named.symbol.isUndefined()).findFirst())
        .orElse(same.get(0));
  }

  /** Weak is what all call weak; a definition is what it says itself. */
  static Binding binding(List<Named> same) {
    Named chosen = chosen(same);
    boolean isStrong =
        chosen.symbol.isUndefined() ? same.stream().anyMatch(Named::isStrong) : chosen.isStrong();
    return isStrong ? Binding.GLOBAL : Binding.WEAK;
  }

  /** Who one input hides it from, it is hidden from. */
  static Visibility visibility(List<Named> same) {
    return same.stream().anyMatch(named -> named.symbol.visibility().isHidden())
        ? Visibility.HIDDEN
        : chosen(same).symbol.visibility();
  }
}
