package dev.jbpf.elf.bpf.read;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.flag.MapFlag;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Maps as they were defined before BTF: structures of numbers, one behind the other. All start with
 * {@code type, key_size, value_size, max_entries, map_flags}; loaders of those years added fields,
 * which are told apart by the size of the structure.
 *
 * <p>Sources: {@code struct bpf_map_def} of libbpf before 1.0, {@code struct bpf_load_map_def} of
 * the kernel's samples, {@code struct bpf_elf_map} of iproute2.
 */
final class LegacyMaps {
  /** What libbpf knew. */
  static final int PLAIN_BYTES = 5 * Integer.BYTES;

  /** The samples: {@code inner_map_idx} and {@code numa_node}, of which the first came first. */
  private static final int SAMPLES_BYTES = 7 * Integer.BYTES;

  /** iproute2: {@code id, pinning, inner_id, inner_idx}. */
  private static final int IPROUTE_BYTES = 9 * Integer.BYTES;

  /** iproute2: the last of its own ways to pin. */
  private static final int PIN_GLOBAL_NS = 2;

  private static final Set<MapType> OF_MAPS =
      EnumSet.of(MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS);

  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** What the numbers of one structure say. */
  private record Row(String name, int[] fields, int bytes) {
    int field(int index) {
      return index < fields.length ? fields[index] : 0;
    }

    boolean isOfIproute() {
      return bytes >= IPROUTE_BYTES;
    }

    boolean holdsMaps() {
      return MapType.of(field(0)).filter(OF_MAPS::contains).isPresent();
    }
  }

  /** Reads the structure of the map {@code name}. */
  void add(String name, ByteBuffer definition) {
    int bytes = definition.remaining();
    int known = Math.min(bytes, bytes >= IPROUTE_BYTES ? IPROUTE_BYTES : SAMPLES_BYTES);
    for (int at = known - known % Integer.BYTES; at < bytes; at++) {
      if (definition.get(at) != 0) {
        throw error(
            name,
            "the field at byte "
                + at
                + " says something, and nobody knows what; known are structures of 20, 24, 28"
                + " (the kernel's samples) and 36 bytes (iproute2)");
      }
    }
    int[] fields =
        IntStream.range(0, known / Integer.BYTES)
            .map(i -> definition.getInt(i * Integer.BYTES))
            .toArray();
    rows.put(name, new Row(name, fields, bytes));
  }

  /** {@return the maps, in the order in which they were added} */
  List<ObjectMap> maps() {
    List<ObjectMap> maps = new ArrayList<>();
    for (Row row : rows.values()) {
      maps.add(map(row, true));
    }
    return maps;
  }

  /**
   * iproute2 puts a map into the maps that name its id, at the index that it says; one that says -1
   * is their example only.
   */
  List<MapSlot> slots() {
    List<MapSlot> slots = new ArrayList<>();
    for (Row outer : rows.values()) {
      if (outer.isOfIproute() && outer.holdsMaps()) {
        inner(outer)
            .filter(in -> in.field(8) >= 0)
            .ifPresent(in -> slots.add(new MapSlot(outer.name, in.field(8), in.name)));
      }
    }
    return slots;
  }

  private ObjectMap map(Row row, boolean isOuter) {
    ObjectMap map = plain(row);
    if (isOuter && row.holdsMaps()) {
      map = inner(row).map(in -> map(in, false)).map(map::withInner).orElse(map);
    }
    if ((map.flags() & MapFlag.NUMA_NODE.mask()) != 0 && !row.isOfIproute()) {
      return map.withNumaNode(row.field(6));
    }
    return isOuter ? pinned(map, row.field(6)) : map;
  }

  private static ObjectMap plain(Row row) {
    MapType type =
        MapType.of(row.field(0))
            .orElseThrow(() -> error(row.name, "type " + row.field(0) + " is not known"));
    try {
      return ObjectMap.of(row.name, type, row.field(1), row.field(2), row.field(3), row.field(4));
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(e.getMessage(), e);
    }
  }

  /** The example of the maps that {@code outer} holds: by its id, or by its number. */
  private Optional<Row> inner(Row outer) {
    if (!outer.isOfIproute()) {
      int index = outer.field(5);
      if (index < 0 || index >= rows.size()) {
        throw error(
            outer.name, "inner_map_idx is " + index + ", there are " + rows.size() + " maps");
      }
      Row inner = List.copyOf(rows.values()).get(index);
      return Optional.of(inner).filter(row -> row != outer);
    }
    int id = outer.field(7);
    Optional<Row> found =
        rows.values().stream().filter(row -> row != outer && row.field(5) == id).findFirst();
    if (id != 0 && found.isEmpty()) {
      throw error(outer.name, "inner_id is " + id + ", and no map has that id");
    }
    return id == 0 ? Optional.empty() : found;
  }

  /**
   * iproute2 has a folder for each object, 1, one for all of them, 2, which are no concern of the
   * map, and those that the machine's administrator numbers. Before there were maps in maps, its
   * structure had as many fields as the samples', whose NUMA node stands there behind a flag.
   */
  private static ObjectMap pinned(ObjectMap map, int pinning) {
    if (pinning < 0) {
      throw error(
          map.name(),
          "pinning is "
              + pinning
              + ", must be 0 (not at all), 1 or 2 (by the map's name), or a number of iproute2's"
              + " bpf_pinning; a NUMA node of the kernel's samples needs the flag BPF_F_NUMA_NODE");
    }
    return pinning <= PIN_GLOBAL_NS && pinning != 0 ? map.pinned() : map.withPinning(pinning);
  }

  private static BpfObjectException error(String name, String message) {
    return new BpfObjectException("map '" + name + "': " + message);
  }
}
