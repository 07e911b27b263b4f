package dev.jbpf.elf.bpf.map;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What an object says of a map that its programs use.
 *
 * @param name the name by which programs refer to it
 * @param type the kernel's type of map
 * @param keySize in bytes, 0 of maps without keys
 * @param valueSize in bytes, 0 of maps without values
 * @param maxEntries the number of entries; of ring buffers, of bytes; 0 where the loader chooses
 * @param flags the kernel's {@code map_flags}
 * @param extra the kernel's {@code map_extra}
 * @param pinning 0 if it is not to be pinned; {@link #PIN_BY_NAME} if it is, by its name, and taken
 *     from there if it is there; other numbers mean something to the object's own loader only, or
 *     are folders that the machine's administrator has numbered (iproute2's {@code bpf_pinning})
 * @param keyType the id of the key's type in the object's BTF, 0 if it has none
 * @param valueType the id of the value's type, 0 if it has none
 * @param inner what the maps are like that this map holds, if it holds any
 * @param numaNode whose memory it is to take, if that matters
 */
public record ObjectMap(
    String name,
    MapType type,
    int keySize,
    int valueSize,
    int maxEntries,
    int flags,
    long extra,
    int pinning,
    int keyType,
    int valueType,
    Optional<ObjectMap> inner,
    OptionalInt numaNode) {

  /** The pinning of maps that any loader pins: libbpf's {@code LIBBPF_PIN_BY_NAME}. */
  public static final int PIN_BY_NAME = 1;

  /**
   * A map.
   *
   * @throws IllegalArgumentException if a size is negative
   */
  public ObjectMap {
    if (keySize < 0 || valueSize < 0 || maxEntries < 0) {
      throw new IllegalArgumentException(
          String.format(
              "map '%s': keys of %d bytes, values of %d bytes, %d entries: must be 0 or more",
              name, keySize, valueSize, maxEntries));
    }
  }

  /**
   * A map in any memory.
   *
   * @throws IllegalArgumentException if a size is negative
   */
  public ObjectMap(
      String name,
      MapType type,
      int keySize,
      int valueSize,
      int maxEntries,
      int flags,
      long extra,
      int pinning,
      int keyType,
      int valueType,
      Optional<ObjectMap> inner) {
    this(
        name,
        type,
        keySize,
        valueSize,
        maxEntries,
        flags,
        extra,
        pinning,
        keyType,
        valueType,
        inner,
        OptionalInt.empty());
  }

  /** {@return a map of sizes alone} */
  public static ObjectMap of(
      String name, MapType type, int keySize, int valueSize, int maxEntries, int flags) {
    return new ObjectMap(
        name, type, keySize, valueSize, maxEntries, flags, 0, 0, 0, 0, Optional.empty());
  }

  /** {@return what an object says of the map that {@code definition} defines} */
  public static ObjectMap of(MapDef<?, ?> definition) {
    return new ObjectMap(
        definition.name(),
        definition.type(),
        definition.key().size(),
        definition.valueSize(),
        definition.maxEntries(),
        definition.flagBits(),
        definition.extra(),
        0,
        0,
        0,
        definition.inner().isPresent()
            ? Optional.of(of(definition.inner().get()))
            : Optional.empty());
  }

  /**
   * {@return the same map for keys, values and entries as {@code def} says}
   *
   * @throws IllegalArgumentException if that is of another type
   */
  public ObjectMap sizedAs(MapDef<?, ?> def) {
    if (def.type() != type) {
      throw new IllegalArgumentException(
          "map '%s' is of type %s, not %s".formatted(name, type, def.type()));
    }
    ObjectMap map = withMaxEntries(def.maxEntries());
    map = def.key().size() == keySize ? map : map.withKeySize(def.key().size());
    return def.valueSize() == valueSize ? map : map.withValueSize(def.valueSize());
  }

  /** {@return whether it is to be pinned by its name, and taken from there if it is there} */
  public boolean isPinned() {
    return pinning == PIN_BY_NAME;
  }

  /** {@return the same map, pinned by its name} */
  public ObjectMap pinned() {
    return withPinning(PIN_BY_NAME);
  }

  /** {@return the same map, pinned in that way} */
  public ObjectMap withPinning(int pinning) {
    return change(draft -> draft.pinning = pinning);
  }

  /** {@return the same map of another type} */
  public ObjectMap withType(MapType type) {
    return change(draft -> draft.type = type);
  }

  /** {@return the same map with keys of that many bytes, whose type is not known any more} */
  public ObjectMap withKeySize(int keySize) {
    return change(
        draft -> {
          draft.keySize = keySize;
          draft.keyType = 0;
          draft.valueType = 0;
        });
  }

  /** {@return the same map with values of that many bytes, whose type is not known any more} */
  public ObjectMap withValueSize(int valueSize) {
    return change(
        draft -> {
          draft.valueSize = valueSize;
          draft.keyType = 0;
          draft.valueType = 0;
        });
  }

  /** {@return the same section of variables, of that many bytes; its type goes with it} */
  public ObjectMap withSectionSize(int bytes) {
    return change(draft -> draft.valueSize = bytes);
  }

  /** {@return the same map whose keys and values have no types} */
  public ObjectMap withoutTypes() {
    return change(
        draft -> {
          draft.keyType = 0;
          draft.valueType = 0;
        });
  }

  /** {@return the same map for that many entries} */
  public ObjectMap withMaxEntries(int maxEntries) {
    return change(draft -> draft.maxEntries = maxEntries);
  }

  /** {@return the same map with those of the kernel's {@code map_flags}} */
  public ObjectMap withFlags(int flags) {
    return change(draft -> draft.flags = flags);
  }

  /** {@return the same map with that {@code map_extra}} */
  public ObjectMap withExtra(long extra) {
    return change(draft -> draft.extra = extra);
  }

  /** {@return the same map, holding maps like {@code inner}} */
  public ObjectMap withInner(ObjectMap inner) {
    return change(draft -> draft.inner = Optional.of(inner));
  }

  /** {@return the same map in the memory of that NUMA node} */
  public ObjectMap withNumaNode(int node) {
    return change(draft -> draft.numaNode = OptionalInt.of(node));
  }

  private ObjectMap change(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.map();
  }

  /** The fields of a map, one of which is about to change. */
  private static final class Draft {
    final String name;
    MapType type;
    int keySize;
    int valueSize;
    int maxEntries;
    int flags;
    long extra;
    int pinning;
    int keyType;
    int valueType;
    Optional<ObjectMap> inner;
    OptionalInt numaNode;

    Draft(ObjectMap map) {
      name = map.name;
      type = map.type;
      keySize = map.keySize;
      valueSize = map.valueSize;
      maxEntries = map.maxEntries;
      flags = map.flags;
      extra = map.extra;
      pinning = map.pinning;
      keyType = map.keyType;
      valueType = map.valueType;
      inner = map.inner;
      numaNode = map.numaNode;
    }

    ObjectMap map() {
      return new ObjectMap(
          name,
          type,
          keySize,
          valueSize,
          maxEntries,
          flags,
          extra,
          pinning,
          keyType,
          valueType,
          inner,
          numaNode);
    }
  }
}
