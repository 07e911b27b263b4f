package dev.jbpf.text.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.elf.symbol.SymbolTable;
import dev.jbpf.text.names.LabelNames;
import dev.jbpf.text.names.NameSet;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the symbols and sections of an object are called in its text.
 *
 * <p>Names are bytes, and loops over symbols call a method a round: there may be 50,000, and loops
 * of a cold JVM are interpreted.
 */
public final class SymbolNames {
  private final ElfObject object;
  private final SymbolTable symbols;
  private final byte[][] names;
  private final BitSet renamed = new BitSet();

  /** All names; made when the first new one is wanted. */
  private final Set<String> taken = new HashSet<>();

  private final PlacedSymbols[] placed;
  private final Map<Integer, String> starts = new HashMap<>();
  private final String prefix;

  public SymbolNames(ElfObject object) {
    this.object = object;
    this.symbols = object.symbols();
    this.names = new byte[symbols.size()][];
    this.placed = new PlacedSymbols[object.sections().size()];
    for (int section = 0; section < placed.length; section++) {
      placed[section] = new PlacedSymbols();
    }
    boolean isTaken = false;
    for (int i = 0; i < names.length; i++) {
      names[i] = symbols.name(i);
      isTaken |= isPassing(names[i]);
      place(i);
    }
    this.prefix = isTaken ? ".Lat_" : ".L";
    // Global symbols come last and have their names first: only local ones share names.
    NameSet given = new NameSet(names);
    for (int i = names.length - 1; i >= 0; i--) {
      makeUnique(i, given);
    }
    for (PlacedSymbols inSection : placed) {
      inSection.sort();
    }
  }

  private static boolean isPassing(byte[] name) {
    return name.length >= 2 && name[0] == '.' && name[1] == 'L';
  }

  private void place(int symbol) {
    if (symbols.place(symbol) instanceof SymbolPlace.InSection in
        && symbols.kind(symbol) != SymbolKind.SECTION) {
      placed[in.section()].add(symbols.value(symbol), symbol);
    }
  }

  private void makeUnique(int symbol, NameSet given) {
    boolean isLabel = LabelNames.isLabel(names[symbol]);
    if (isLabel && given.add(symbol) || isSection(symbol)) {
      return;
    }
    String name = new String(names[symbol], UTF_8);
    String label = isLabel ? name : "_" + name.replaceAll("[^A-Za-z0-9_.$]", "_");
    renamed.set(symbol);
    names[symbol] = (isLabel || !take(label) ? fresh(label) : label).getBytes(UTF_8);
  }

  /** {@return whether it stands for the start of a section, which goes by {@link #start}} */
  boolean isSection(int symbol) {
    return symbols.kind(symbol) == SymbolKind.SECTION && symbols.value(symbol) == 0;
  }

  /** {@return whether nothing was called so; it is now} */
  private boolean take(String name) {
    if (taken.isEmpty()) {
      for (Symbol symbol : symbols) {
        taken.add(symbol.name());
      }
    }
    return taken.add(name);
  }

  /** {@return {@code label} with a number behind it} */
  private String fresh(String label) {
    int number = 2;
    while (!take(label + "." + number)) {
      number++;
    }
    return label + "." + number;
  }

  /** {@return what the symbol of that number is called} Its own name, if it can stand in a text. */
  String of(int symbol) {
    return new String(names[symbol], UTF_8);
  }

  /** {@return whether that is not the name that it has in the object} */
  boolean isRenamed(int symbol) {
    return renamed.get(symbol);
  }

  /** {@return the same in UTF-8} */
  byte[] bytes(int symbol) {
    return names[symbol];
  }

  /** {@return the symbols in a section, by rising distances from its start} */
  PlacedSymbols in(int section) {
    return placed[section];
  }

  boolean isLocal(int symbol) {
    return symbols.binding(symbol) == Binding.LOCAL;
  }

  /** {@return a symbol at that place that no other object sees, if there is one} */
  Optional<String> local(int section, long offset) {
    PlacedSymbols inSection = in(section);
    int i = inSection.from(offset);
    for (; i < inSection.size() && inSection.offset(i) == offset; i++) {
      if (isLocal(inSection.symbol(i))) {
        return Optional.of(of(inSection.symbol(i)));
      }
    }
    return Optional.empty();
  }

  /** {@return a label for the start of a section, which objects do not keep} */
  String start(int section) {
    String known = starts.get(section);
    if (known == null) {
      String name = object.sections().get(section).name().replaceAll("[^A-Za-z0-9_]+", "_");
      String label = ".L" + name.replaceFirst("^_", "");
      known = take(label) ? label : fresh(label);
      starts.put(section, known);
    }
    return known;
  }

  /** {@return the label that {@link #start} has given for the section, if it was asked for one} */
  Optional<String> startGiven(int section) {
    return Optional.ofNullable(starts.get(section));
  }

  /** {@return a label for an instruction of a section, which objects do not keep} */
  String slot(int section, long slot) {
    return prefix + section + "_" + slot;
  }
}
