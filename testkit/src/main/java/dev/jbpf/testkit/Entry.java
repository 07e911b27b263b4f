package dev.jbpf.testkit;

import dev.jbpf.map.MapDef;

/** What is in a map before a program runs. */
record Entry<K, V>(MapDef<K, V> map, K key, V value) {
  void in(RunState state) {
    state.map(map).update(key, value);
  }
}
