package dev.jbpf.runtime.inspect;

import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.MapInfoField;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * All that the kernel tells about a map.
 *
 * @param id its number among all maps of the system
 * @param type the kernel's number of its type: a newer kernel may have types that we do not know
 * @param name empty if it has none
 * @param flags the kernel's bits
 * @param keySize in bytes
 * @param valueSize in bytes; of per-CPU types, one CPU's
 * @param maxEntries the number of entries; of ring buffers, of bytes
 * @param lockedBytes the memory that the kernel counts for it, if it tells
 * @param isFrozen whether nobody but programs may write to it any more
 * @param types the number of its types (BTF); 0 if it has none
 * @param keyType the key's type among these; 0 if it has none
 * @param valueType the value's; 0 if it has none
 * @param kernelValueType of a {@code struct_ops} map, the value's type among the kernel's own
 * @param extra the kernel's {@code map_extra}
 * @param interfaceIndex the network interface that it is made for, if it is offloaded
 * @param ownerType of an array of programs, the type of these, if there are any
 * @param isOwnerJited whether these are machine code
 */
public record MapDetails(
    long id,
    long type,
    String name,
    long flags,
    int keySize,
    int valueSize,
    long maxEntries,
    OptionalLong lockedBytes,
    boolean isFrozen,
    long types,
    int keyType,
    int valueType,
    int kernelValueType,
    long extra,
    OptionalInt interfaceIndex,
    OptionalLong ownerType,
    boolean isOwnerJited) {

  static MapDetails of(Inspected map) {
    Struct info = map.query(map.room(MapInfoField.BYTES));
    Map<String, String> more = map.fdInfo();
    long index = info.get(MapInfoField.IFINDEX);
    return new MapDetails(
        info.get(MapInfoField.ID),
        info.get(MapInfoField.TYPE),
        info.text(MapInfoField.NAME),
        info.get(MapInfoField.MAP_FLAGS),
        (int) info.get(MapInfoField.KEY_SIZE),
        (int) info.get(MapInfoField.VALUE_SIZE),
        info.get(MapInfoField.MAX_ENTRIES),
        FdInfo.number(more, "memlock"),
        FdInfo.number(more, "frozen").orElse(0) != 0,
        info.get(MapInfoField.BTF_ID),
        (int) info.get(MapInfoField.BTF_KEY_TYPE_ID),
        (int) info.get(MapInfoField.BTF_VALUE_TYPE_ID),
        (int) info.get(MapInfoField.BTF_VMLINUX_VALUE_TYPE_ID),
        info.get(MapInfoField.MAP_EXTRA),
        index == 0 ? OptionalInt.empty() : OptionalInt.of((int) index),
        FdInfo.number(more, "owner_prog_type"),
        FdInfo.number(more, "owner_jited").orElse(0) != 0);
  }
}
