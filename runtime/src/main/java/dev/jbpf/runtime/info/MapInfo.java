package dev.jbpf.runtime.info;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.ObjectInfo;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.MapInfoField;

/**
 * What the kernel knows about a map.
 *
 * @param id its number among all maps of the system
 * @param type the kernel's number of its type: a newer kernel may have types that we do not know
 * @param keySize in bytes
 * @param valueSize in bytes; of per-CPU types, one CPU's
 * @param maxEntries the number of entries; of ring buffers, of bytes
 * @param flags the kernel's bits
 * @param name empty if it has none
 */
public record MapInfo(
    long id, long type, int keySize, int valueSize, long maxEntries, long flags, String name) {

  /** {@return that of the map behind a descriptor} */
  @SuppressWarnings("exports")
  public static MapInfo of(BpfCalls calls, Descriptor map) {
    Struct info = new Struct(calls.syscalls(), MapInfoField.BYTES);
    ObjectInfo.query(calls, map, info);
    return new MapInfo(
        info.get(MapInfoField.ID),
        info.get(MapInfoField.TYPE),
        (int) info.get(MapInfoField.KEY_SIZE),
        (int) info.get(MapInfoField.VALUE_SIZE),
        info.get(MapInfoField.MAX_ENTRIES),
        info.get(MapInfoField.MAP_FLAGS),
        info.text(MapInfoField.NAME));
  }

  /** A map of which the definition says something else is not the one that is meant. */
  public void require(MapDef<?, ?> def) {
    if (type != def.type().value()
        || keySize != def.key().size()
        || valueSize != def.valueSize()
        || maxEntries != def.maxEntries()) {
      throw new IllegalArgumentException(
          "map "
              + name
              + " is of type "
              + MapType.of((int) type).map(MapType::kernelName).orElse(Long.toString(type))
              + " with "
              + maxEntries
              + " entries of "
              + keySize
              + " and "
              + valueSize
              + " bytes, not as the definition says: "
              + def);
    }
  }
}
