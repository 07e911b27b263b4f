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
import java.util.Optional;
import java.util.Set;

/** What the symbols and sections of an object are called in its text. */
final class SymbolNames {
  private final ElfObject object;
  private final String[] names;

  /** All names; made when the first new one is wanted. */
  private final Set<String> taken = new HashSet<>();

  private final List<List<Placed>> placed = new ArrayList<>();
  private final Map<Integer, String> starts = new HashMap<>();
  private final String prefix;

  SymbolNames(ElfObject object) {
    this.object = object;
    this.names = new String[object.symbols().size()];
    boolean isTaken = false;
    for (Symbol symbol : object.symbols()) {
      isTaken |= symbol.name().startsWith(".L");
    }
    this.prefix = isTaken ? ".Lat_" : ".L";
    Set<String> given = new HashSet<>(2 * names.length);
    for (int i = names.length - 1; i >= 0; i--) {
      names[i] = unique(object.symbols().get(i).name(), given);
    }
    place();
  }

  /** A symbol, {@code offset} bytes from the start of its section. */
  record Placed(long offset, int symbol) implements Comparable<Placed> {
    @Override
    public int compareTo(Placed other) {
      return Long.compare(offset, other.offset);
    }
  }

  private void place() {
    for (int section = 0; section < object.sections().size(); section++) {
      placed.add(new ArrayList<>());
    }
    for (int i = 0; i < names.length; i++) {
      Symbol symbol = object.symbols().get(i);
      if (symbol.place() instanceof Place.InSection in && symbol.kind() != SymbolKind.SECTION) {
        placed.get(in.section()).add(new Placed(symbol.value(), i));
      }
    }
    for (List<Placed> symbols : placed) {
      symbols.sort(null);
    }
  }

  /** Global symbols come last and have their names first: only local ones share names. */
  private String unique(String name, Set<String> given) {
    String label = Names.isLabel(name) ? name : "_" + name.replaceAll("[^A-Za-z0-9_.$]", "_");
    boolean isFree = label.equals(name) ? given.add(name) : take(label);
    for (int number = 2; !isFree; number++) {
      isFree = take(label + "." + number);
      label = isFree ? label + "." + number : label;
    }
    return label;
  }

  /** {@return whether nothing was called so; it is now} */
  private boolean take(String name) {
    if (taken.isEmpty()) {
      for (Symbol symbol : object.symbols()) {
        taken.add(symbol.name());
      }
    }
    return taken.add(name);
  }

  /** {@return what the symbol of that number is called} Its own name, if it can stand in a text. */
  String of(int symbol) {
    return names[symbol];
  }

  /** {@return the symbols in a section, by rising distances from its start} */
  List<Placed> in(int section) {
    return placed.get(section);
  }

  boolean isLocal(int symbol) {
    return object.symbols().get(symbol).binding() == Binding.LOCAL;
  }

  /** {@return a symbol at that place that no other object sees, if there is one} */
  Optional<String> local(int section, long offset) {
    List<Placed> symbols = in(section);
    for (int i = firstAt(symbols, offset); i < symbols.size(); i++) {
      Placed placed = symbols.get(i);
      if (placed.offset() != offset) {
        break;
      }
      if (isLocal(placed.symbol())) {
        return Optional.of(of(placed.symbol()));
      }
    }
    return Optional.empty();
  }

  private static int firstAt(List<Placed> symbols, long offset) {
    int low = 0;
    int high = symbols.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (symbols.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** {@return a label for the start of a section, which objects do not keep} */
  String start(int section) {
    String known = starts.get(section);
    if (known == null) {
      String name = object.sections().get(section).name().replaceAll("[^A-Za-z0-9_]+", "_");
      known = fresh(".L" + name.replaceFirst("^_", ""));
      starts.put(section, known);
    }
    return known;
  }

  /** {@return the label that {@link #start} has given for the section, if it was asked for one} */
  Optional<String> startGiven(int section) {
    return Optional.ofNullable(starts.get(section));
  }

  private String fresh(String label) {
    String name = label;
    for (int number = 2; !take(name); number++) {
      name = label + "." + number;
    }
    return name;
  }

  /** {@return a label for an instruction of a section, which objects do not keep} */
  String slot(int section, long slot) {
    return prefix + section + "_" + slot;
  }
}
