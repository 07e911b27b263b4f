package dev.jbpf.elf.bpf.read;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The maps that an object defines, by the place of their definition. */
public final class ObjectMapTable {
  static final String BTF_MAPS = ".maps";
  static final String LEGACY_MAPS = "maps";

  private final List<ObjectMap> maps = new ArrayList<>();
  private final List<MapSlot> slots = new ArrayList<>();
  private final Map<String, Map<Long, ObjectMap>> places = new HashMap<>();
  private final LegacyMaps legacy = new LegacyMaps();
  private final ElfObject object;
  private final SymbolLayout layout;

  public ObjectMapTable(ElfObject object, Optional<Btf> types, SymbolLayout layout) {
    this.object = object;
    this.layout = layout;
    if (object.section(BTF_MAPS).isPresent()) {
      readTyped(requireTypes(types));
    }
    List<Symbol> places = new ArrayList<>();
    for (int i = 0; i < object.sections().size(); i++) {
      if (object.sections().get(i).name().equals(LEGACY_MAPS)) {
        places.addAll(readLegacy(i));
      }
    }
    List<ObjectMap> read = legacy.maps();
    for (int i = 0; i < read.size(); i++) {
      add(LEGACY_MAPS, layout.offset(places.get(i)), read.get(i));
    }
    slots.addAll(legacy.slots());
  }

  public List<ObjectMap> maps() {
    return maps;
  }

  public List<MapSlot> slots() {
    return slots;
  }

  public static boolean isMapSection(String section) {
    return section.equals(BTF_MAPS) || section.equals(LEGACY_MAPS);
  }

  /** The map that is defined at {@code offset} bytes of the section of that number. */
  public ObjectMap at(int index, long offset) {
    String section = object.sections().get(index).name();
    ObjectMap map = places.getOrDefault(section, Map.of()).get(layout.start(index) + offset);
    if (map == null) {
      throw new BpfObjectException(
          String.format("no map is defined at %s+0x%x, there are %s", section, offset, names()));
    }
    return map;
  }

  private List<String> names() {
    return maps.stream().map(ObjectMap::name).toList();
  }

  private void add(String section, long offset, ObjectMap map) {
    maps.add(map);
    places.putIfAbsent(section, new HashMap<>());
    places.get(section).put(offset, map);
  }

  private Btf requireTypes(Optional<Btf> types) {
    if (types.isPresent()) {
      return types.get();
    }
    String why =
        object.symbols().stream().allMatch(symbol -> symbol.name().isEmpty())
            ? "the object is stripped; take it as the compiler wrote it"
            : "compile it with -g";
    throw new BpfObjectException(".maps needs type information, and there is no .BTF: " + why);
  }

  private void readTyped(Btf btf) {
    OptionalInt id = btf.find(BTF_MAPS, BtfKind.DATASEC);
    if (id.isEmpty()) {
      throw new BpfObjectException(".BTF does not describe the section .maps");
    }
    List<BtfType.Variable> variables = ((BtfType.Datasec) btf.type(id.getAsInt())).variables();
    for (BtfType.Variable variable : variables) {
      if (!(btf.type(variable.type()) instanceof BtfType.Var map)) {
        throw new BpfObjectException(".maps holds something that is no variable");
      }
      add(BTF_MAPS, variable.offset(), MapReader.read(btf, map.name(), map.type()));
    }
    for (int i = 0; i < object.sections().size(); i++) {
      if (object.sections().get(i).name().equals(BTF_MAPS)) {
        readSlots(btf, variables, i);
      }
    }
  }

  private void readSlots(Btf btf, List<BtfType.Variable> variables, int section) {
    for (Relocation relocation : object.sections().get(section).relocations()) {
      String target = object.symbols().get(relocation.symbol()).name();
      slots.add(slot(btf, variables, layout.start(section) + relocation.offset(), target));
    }
  }

  /** The pointer at {@code offset} is an element of the last member of a map's definition. */
  private MapSlot slot(Btf btf, List<BtfType.Variable> variables, long offset, String target) {
    for (BtfType.Variable variable : variables) {
      long within = offset - variable.offset();
      if (within >= 0
          && within < variable.size()
          && btf.type(variable.type()) instanceof BtfType.Var map
          && btf.type(btf.resolve(map.type())) instanceof BtfType.Struct definition) {
        BtfType.Member last = definition.members().get(definition.members().size() - 1);
        long index = (within - last.bitOffset() / Byte.SIZE) / Long.BYTES;
        if (last.name().equals("values") && index >= 0) {
          return new MapSlot(map.name(), (int) index, target);
        }
      }
    }
    throw new BpfObjectException(
        String.format(".maps+0x%x refers to '%s', but is no value of a map", offset, target));
  }

  /** Structures of one size in a row; {@return their symbols} */
  private List<Symbol> readLegacy(int index) {
    Section section = object.sections().get(index);
    List<Symbol> symbols =
        object.symbols().stream()
            .filter(s -> s.isIn(index))
            .filter(s -> s.kind() == SymbolKind.OBJECT || s.kind() == SymbolKind.NOTYPE)
            .sorted(Comparator.comparingLong(Symbol::value))
            .toList();
    if (symbols.isEmpty()) {
      return symbols;
    }
    int size = section.size() / symbols.size();
    if (size < LegacyMaps.PLAIN_BYTES || size * symbols.size() != section.size()) {
      throw new BpfObjectException(
          section + " for " + symbols.size() + " maps: no definitions of one size");
    }
    ByteBuffer data = section.data(object.order());
    for (int i = 0; i < symbols.size(); i++) {
      int at = i * size;
      if (symbols.get(i).value() != at || section.isZeros()) {
        throw new BpfObjectException(
            String.format(
                "map '%s' is at maps+0x%x, not at 0x%x",
                symbols.get(i).name(), symbols.get(i).value(), at));
      }
      legacy.add(symbols.get(i).name(), data.slice(at, size).order(object.order()));
    }
    return symbols;
  }
}
