package dev.jbpf.runtime.object;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.Descriptor;

/** Puts maps and programs into the maps that hold them. */
final class MapSlots {
  private MapSlots() {}

  static void put(KernelMap<?, ?> map, int index, Descriptor target) {
    MapDef<?, ?> def = map.def();
    if (def.type() != MapType.HASH_OF_MAPS && index >= def.maxEntries()) {
      throw new IllegalArgumentException(map + " has " + def.maxEntries() + " entries");
    }
    int fd = target.acquire();
    try {
      map.as(def.withCodecs(Codec.INDEX, Codec.S32)).update(index, fd);
    } finally {
      target.release();
    }
  }
}
