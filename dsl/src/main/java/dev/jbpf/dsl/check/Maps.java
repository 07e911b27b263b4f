package dev.jbpf.dsl.check;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFlag;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The definitions of maps that are known, by the names that the program uses. */
record Maps(Map<String, MapDef<?, ?>> definitions) {
  /** The types whose entries are plain memory, of the size that the definition says. */
  private static final Set<MapType> PLAIN =
      EnumSet.of(
          MapType.HASH,
          MapType.ARRAY,
          MapType.PERCPU_HASH,
          MapType.PERCPU_ARRAY,
          MapType.LRU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.LPM_TRIE);

  private static final Set<MapType> ARRAYS = EnumSet.of(MapType.ARRAY, MapType.PERCPU_ARRAY);

  Optional<MapDef<?, ?>> find(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  /** {@return the map that {@code value} is, if its definition is known} */
  Optional<MapDef<?, ?>> of(Value value) {
    return value instanceof Value.MapAddress map ? find(map.map()) : Optional.empty();
  }

  /** {@return the size of a value in bytes, of maps whose values are plain memory} */
  Optional<Integer> valueSize(String name) {
    return find(name).filter(def -> PLAIN.contains(def.type())).map(MapDef::valueSize);
  }

  /** {@return whether it may be an array: a lookup with a constant index may never be null} */
  boolean mayBeArray(Value map) {
    return of(map).map(def -> ARRAYS.contains(def.type())).orElse(true);
  }

  boolean isArray(String name) {
    return find(name).filter(def -> ARRAYS.contains(def.type())).isPresent();
  }

  boolean is(String name, MapFlag flag) {
    return find(name).filter(def -> def.flags().contains(flag)).isPresent();
  }
}
