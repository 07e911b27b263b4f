package dev.jbpf.elf.bpf.read;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.describe.MapDefinitionTypes;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.MapType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads the definition of a map from its type, the structure that {@link MapDefinitionTypes}
 * writes.
 */
final class MapReader {
  private static final int MAX_DEPTH = 2;

  private final Btf types;
  private final String name;
  private long type;
  private long keySize;
  private long valueSize;
  private long maxEntries;
  private long flags;
  private long extra;
  private int pinning;
  private OptionalInt numaNode = OptionalInt.empty();
  private int keyType;
  private int valueType;
  private Optional<ObjectMap> inner = Optional.empty();

  private MapReader(Btf types, String name) {
    this.types = types;
    this.name = name;
  }

  static ObjectMap read(Btf types, String name, int type) {
    return read(types, name, type, 1);
  }

  private static ObjectMap read(Btf types, String name, int type, int depth) {
    if (!(types.type(types.resolve(type)) instanceof BtfType.Struct struct)) {
      throw new BpfObjectException("map '" + name + "' is not defined by a structure");
    }
    return new MapReader(types, name).read(struct.members(), depth);
  }

  private ObjectMap read(List<BtfType.Member> members, int depth) {
    for (BtfType.Member member : members) {
      readMember(member, depth);
    }
    return new ObjectMap(
        name,
        knownType(),
        number("key_size", keySize),
        number("value_size", valueSize),
        number("max_entries", maxEntries),
        (int) flags,
        extra,
        pinning,
        keyType,
        valueType,
        inner,
        numaNode);
  }

  /** One that is newer than this library can still be left out, or made as another. */
  private MapType knownType() {
    return type == (int) type ? MapType.of((int) type).orElse(MapType.UNSPEC) : MapType.UNSPEC;
  }

  private void readMember(BtfType.Member member, int depth) {
    switch (member.name()) {
      case "type" -> type = length(member);
      case "key_size" -> keySize = length(member);
      case "value_size" -> valueSize = length(member);
      case "max_entries" -> maxEntries = length(member);
      case "map_flags" -> flags = length(member);
      case "map_extra" -> extra = length(member);
      case "numa_node" -> numaNode = OptionalInt.of(number("numa_node", length(member)));
      case "pinning" -> pinning = pinning(length(member), depth);
      case "key" -> {
        keyType = pointee(member);
        keySize = size(member, keyType);
      }
      case "value" -> {
        valueType = pointee(member);
        valueSize = size(member, valueType);
      }
      case "values" -> readValues(member, depth);
      default -> throw error("field '" + member.name() + "' is none that this version knows");
    }
  }

  /**
   * Ways of other loaders than libbpf are told to who pins: to programs they make no difference.
   */
  private int pinning(long value, int depth) {
    if (value != 0 && depth > 1) {
      throw error("maps within a map cannot be pinned by a name");
    }
    return number("pinning", value);
  }

  /**
   * A number is the length of the array that the member points to, as {@code __uint} writes it, or
   * an enumeration's only value, as {@code __ulong} does.
   */
  private long length(BtfType.Member member) {
    BtfType type = types.type(types.resolve(member.type()));
    BtfType target =
        type instanceof BtfType.Ptr pointer ? types.type(types.resolve(pointer.target())) : type;
    if (type instanceof BtfType.Ptr && target instanceof BtfType.Array array) {
      return array.count();
    } else if (target instanceof BtfType.Enum e && e.values().size() == 1) {
      return e.values().get(0).value();
    } else if (target instanceof BtfType.Enum64 e && e.values().size() == 1) {
      return e.values().get(0).value();
    }
    throw error("field '" + member.name() + "' is no number");
  }

  private int pointee(BtfType.Member member) {
    if (types.type(types.resolve(member.type())) instanceof BtfType.Ptr pointer) {
      return pointer.target();
    }
    throw error("field '" + member.name() + "' is no pointer");
  }

  private long size(BtfType.Member member, int type) {
    OptionalLong size = types.sizeOf(type);
    if (size.isEmpty()) {
      throw error("field '" + member.name() + "' is of a type without size");
    }
    return size.getAsLong();
  }

  /** Maps hold file descriptors; what the maps within are like is the type of the elements. */
  private void readValues(BtfType.Member member, int depth) {
    valueSize = Integer.BYTES;
    if (!(types.type(types.resolve(member.type())) instanceof BtfType.Array array)
        || !(types.type(types.resolve(array.element())) instanceof BtfType.Ptr pointer)) {
      throw error("field 'values' is no array of pointers");
    }
    boolean isMap = types.type(types.resolve(pointer.target())) instanceof BtfType.Struct;
    if (isMap && depth < MAX_DEPTH) {
      inner = Optional.of(read(types, name + ".inner", pointer.target(), depth + 1));
    } else if (isMap) {
      throw error("its maps hold maps that hold maps, which the kernel does not do");
    }
  }

  private int number(String field, long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw error(field + " is " + value + ", must be from 0 to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  private BpfObjectException error(String message) {
    return new BpfObjectException("map '" + name + "': " + message);
  }
}
