package dev.jbpf.text.state;

import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.text.names.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What directives say of symbols and maps, besides where they are. */
public final class Declarations {
  /** The names of sources that {@code .file} gives. */
  public final List<String> files = new ArrayList<>();

  /** What {@code .size} says of symbols. */
  public final Map<Integer, Operands> sizes = new HashMap<>();

  /** What symbols are called in the object, where that cannot stand in a text. */
  public final Map<Integer, String> renames = new HashMap<>();

  /** What {@code .set} says of symbols that depends on what comes later. */
  public final List<Awaited> awaited = new ArrayList<>();

  /** The symbols that {@code .set} makes other names of places have. */
  public final Map<Integer, Integer> aliases = new HashMap<>();

  /** What {@code .comm} leaves to a linker, by the symbol. */
  public final Map<Integer, Common> commons = new HashMap<>();

  /** The symbols that are maps because a dump says so. */
  public final Set<Integer> dumpedMaps = new HashSet<>();

  /** The maps that the source defines, by name. */
  public final Map<String, ObjectMap> maps = new LinkedHashMap<>();

  private final Symbols symbols;

  /** A symbol, and what it is to be. */
  public record Awaited(int symbol, Operands value) {}

  /** Space that a linker allocates, in bytes. */
  public record Common(int size, int alignment) {}

  public Declarations(Symbols symbols) {
    this.symbols = symbols;
  }

  /** Makes {@code symbol} another name of the place that {@code value} is. */
  public void alias(int symbol, Operands value, int from) {
    int other = value.symbols[0];
    symbols.define(symbol, symbols.section(other), symbols.value(other) + value.values[0], from);
    if (value.values[0] == 0) {
      aliases.put(symbol, other);
    }
  }

  /** {@return whether {@code .map} or a dump says that the symbol is a map} */
  public boolean isMap(int symbol) {
    return dumpedMaps.contains(symbol) || maps.containsKey(symbols.name(symbol));
  }
}
