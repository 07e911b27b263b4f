package dev.jbpf.runtime.object;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.sys.Descriptor;
import java.util.Optional;

/** Puts maps and programs into the maps that hold them. */
final class MapSlots {
  private MapSlots() {}

  static void put(KernelMap<?, ?> map, int index, Descriptor target) {
    MapDef<?, ?> def = map.def();
    if (index >= def.maxEntries()) {
      throw new IllegalArgumentException(map + " has " + def.maxEntries() + " entries");
    }
    MapDef<Integer, Integer> numbers =
        new MapDef<>(
            def.name(),
            def.type(),
            Codec.INDEX,
            Codec.S32,
            def.maxEntries(),
            def.flags(),
            Optional.empty(),
            def.extra());
    int fd = target.acquire();
    try {
      map.as(numbers).update(index, fd);
    } finally {
      target.release();
    }
  }
}
