package dev.jbpf.vm.helper.family;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.map.MapTable;
import dev.jbpf.vm.map.VmMap;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.Set;

/** Finds the map that a program means. */
public record MapArgument(MapTable maps) {
  /** {@return how many CPUs there are} */
  public int cpus() {
    return maps.cpus();
  }

  /** {@return the map that {@code value} stands for; faults if it stands for none} */
  public VmMap get(HelperCall call, long value) {
    return maps.get(AddressSpace.mapOf(value))
        .orElseThrow(() -> call.badArgument("r1 is 0x" + Long.toHexString(value) + ", no map"));
  }

  /** As {@link #get}; faults if programs may only read the map, as no kernel loads such a call. */
  public VmMap writable(HelperCall call, long value) {
    VmMap map = get(call, value);
    if (map.def().flags().contains(MapFlag.RDONLY_PROG)) {
      throw call.badArgument("map " + map.def().name() + " is " + MapFlag.RDONLY_PROG);
    }
    return map;
  }

  /** As {@link #get}, of these types only. */
  public VmMap get(HelperCall call, long value, Set<MapType> types) {
    VmMap map = get(call, value);
    if (!types.contains(map.def().type())) {
      throw wrongKind(call, map);
    }
    return map;
  }

  private static VmFault wrongKind(HelperCall call, VmMap map) {
    return call.badArgument(
        "map " + map.def().name() + " is a " + map.def().type().kernelName() + ", the wrong kind");
  }

  /** As {@link #get}, of that kind only. */
  public <T extends VmMap> T get(HelperCall call, long value, Class<T> kind) {
    VmMap map = get(call, value);
    if (!kind.isInstance(map)) {
      throw wrongKind(call, map);
    }
    return kind.cast(map);
  }

  public byte[] key(HelperCall call, VmMap map, long address) {
    return call.memory().read(address, map.def().key().size());
  }

  public byte[] value(HelperCall call, VmMap map, long address) {
    return call.memory().read(address, map.def().valueSize());
  }
}
