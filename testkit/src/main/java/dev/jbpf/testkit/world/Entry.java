package dev.jbpf.testkit.world;

import dev.jbpf.map.MapDef;

/** What is in a map before a program runs. */
public record Entry<K, V>(MapDef<K, V> map, K key, V value) {
  void in(RunState state) {
    state.map(map).update(key, value);
  }
}
