package dev.jbpf.testkit.world;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.Map;

/** What a run leaves to look at: maps, and an object's variables. */
public interface RunState {
  /**
   * {@return the map of that definition's name}
   *
   * @throws IllegalArgumentException if there is none; lists what there is
   */
  <K, V> BpfMap<K, V> map(MapDef<K, V> def);

  /**
   * {@return the value of a global variable}
   *
   * @throws IllegalArgumentException if there is none; lists what there is
   */
  <T> T variable(String name, Codec<T> codec);

  /** {@return the maps by their names, those of variables left out} */
  Map<String, BpfMap<?, ?>> maps();

  /** {@return the bytes of all variables by their names} */
  Map<String, byte[]> variables();

  /**
   * {@return the map of that name}
   *
   * @throws IllegalArgumentException if there is none; lists what there is
   */
  static BpfMap<?, ?> map(RunState state, String name) {
    return Suggestions.require("the test", "map", name, state.maps());
  }

  /** {@return the maps of a program that is no part of an object, by their names} */
  static RunState of(Map<String, BpfMap<?, ?>> maps) {
    return new RunState() {
      @Override
      @SuppressWarnings("unchecked")
      public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
        return (BpfMap<K, V>) Suggestions.require("the test", "map", def.name(), maps);
      }

      @Override
      public Map<String, BpfMap<?, ?>> maps() {
        return maps;
      }

      @Override
      public Map<String, byte[]> variables() {
        return Map.of();
      }

      @Override
      public <T> T variable(String name, Codec<T> codec) {
        throw new IllegalArgumentException(
            "variable '" + name + "': only the programs of objects have variables");
      }
    };
  }
}
