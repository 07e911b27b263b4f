package dev.jbpf.text;

import dev.jbpf.elf.Binding;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Place;
import dev.jbpf.elf.Symbol;
import dev.jbpf.elf.SymbolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the symbols and sections of an object are called in its text. */
final class SymbolNames {
  private final ElfObject object;
  private final String[] names;
  private final Set<String> taken = new HashSet<>();
  private final List<NavigableMap<Long, List<Integer>>> placed = new ArrayList<>();
  private final Map<Integer, String> starts = new HashMap<>();
  private final String prefix;

  SymbolNames(ElfObject object) {
    this.object = object;
    this.names = new String[object.symbols().size()];
    object.sections().forEach(section -> placed.add(new TreeMap<>()));
    object.symbols().forEach(symbol -> taken.add(symbol.name()));
    this.prefix = taken.stream().anyMatch(name -> name.startsWith(".L")) ? ".Lat_" : ".L";
    Set<String> given = new HashSet<>();
    for (int i = names.length - 1; i >= 0; i--) {
      names[i] = unique(object.symbols().get(i).name(), given);
    }
    for (int i = 0; i < names.length; i++) {
      place(i, object.symbols().get(i));
    }
  }

  private void place(int index, Symbol symbol) {
    if (symbol.place() instanceof Place.InSection in && symbol.kind() != SymbolKind.SECTION) {
      placed.get(in.section()).computeIfAbsent(symbol.value(), v -> new ArrayList<>(1)).add(index);
    }
  }

  /** Global symbols come last and have their names first: only local ones share names. */
  private String unique(String name, Set<String> given) {
    String label = Names.isLabel(name) ? name : "_" + name.replaceAll("[^A-Za-z0-9_.$]", "_");
    boolean isFree = label.equals(name) ? given.add(name) : taken.add(label);
    for (int number = 2; !isFree; number++) {
      isFree = taken.add(label + "." + number);
      label = isFree ? label + "." + number : label;
    }
    return label;
  }

  /** {@return what the symbol of that number is called} Its own name, if it can stand in a text. */
  String of(int symbol) {
    return names[symbol];
  }

  /** {@return the symbols in a section, by their distances from its start in bytes} */
  NavigableMap<Long, List<Integer>> in(int section) {
    return placed.get(section);
  }

  /** {@return a symbol at that place that no other object sees, if there is one} */
  Optional<String> local(int section, long offset) {
    return in(section).getOrDefault(offset, List.of()).stream()
        .filter(symbol -> object.symbols().get(symbol).binding() == Binding.LOCAL)
        .map(this::of)
        .findFirst();
  }

  /** {@return a label for the start of a section, which objects do not keep} */
  String start(int section) {
    return starts.computeIfAbsent(
        section,
        s -> {
          String name = object.sections().get(s).name().replaceAll("[^A-Za-z0-9_]+", "_");
          return fresh(".L" + name.replaceFirst("^_", ""));
        });
  }

  /** {@return the label that {@link #start} has given for the section, if it was asked for one} */
  Optional<String> startGiven(int section) {
    return Optional.ofNullable(starts.get(section));
  }

  private String fresh(String label) {
    String name = label;
    for (int number = 2; !taken.add(name); number++) {
      name = label + "." + number;
    }
    return name;
  }

  /** {@return a label for an instruction of a section, which objects do not keep} */
  String slot(int section, long slot) {
    return prefix + section + "_" + slot;
  }
}
