package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.helper.family.Reference;
import dev.jbpf.vm.map.ReferenceMap;
import dev.jbpf.vm.map.VmMap;

/** Lookups and changes of maps. */
record MapHelpers(MapArgument maps) implements HelperFamily {
  @Override
  public void register(Registry registry) {
    registry.put(Helper.MAP_LOOKUP_ELEM, (call, map, key, r3, r4, r5) -> lookup(call, map, key));
    registry.put(
        Helper.MAP_LOOKUP_PERCPU_ELEM,
        (call, map, key, cpu, r4, r5) -> lookupOn((int) cpu, call, map, key));
    registry.put(
        Helper.MAP_UPDATE_ELEM,
        (call, map, key, value, flags, r5) -> update(call, map, key, value, flags));
    registry.put(Helper.MAP_DELETE_ELEM, (call, map, key, r3, r4, r5) -> delete(call, map, key));
    registry.put(
        Helper.MAP_PUSH_ELEM, (call, map, value, flags, r4, r5) -> push(call, map, value, flags));
    registry.put(Helper.MAP_POP_ELEM, (call, map, value, r3, r4, r5) -> pop(call, map, value));
    registry.put(Helper.MAP_PEEK_ELEM, (call, map, value, r3, r4, r5) -> peek(call, map, value));
  }

  private long lookup(HelperCall call, long handle, long key) {
    return lookup(call, handle, key, call.cpu());
  }

  private long lookup(HelperCall call, long handle, long key, int cpu) {
    VmMap map = maps.get(call, handle);
    long value = map.lookup(maps.key(call, map, key), cpu);
    if (value != 0 && map instanceof ReferenceMap references && references.givesReferences()) {
      call.hold(value, new Reference("the socket from map " + map.def().name()));
    }
    return value;
  }

  /** Of types that have a value for each CPU: no kernel loads such a call for others. */
  private long lookupOn(int cpu, HelperCall call, long handle, long key) {
    VmMap map = maps.get(call, handle);
    if (!MapDef.isPerCpu(map.def().type())) {
      throw call.badArgument(
          "map "
              + map.def().name()
              + " is a "
              + map.def().type().kernelName()
              + ", which has no values of CPUs");
    }
    boolean isThere = cpu >= 0 && cpu < maps.cpus();
    return isThere ? lookup(call, handle, key, cpu) : 0;
  }

  private long update(HelperCall call, long handle, long key, long value, long flags) {
    VmMap map = maps.writable(call, handle);
    byte[] stored = maps.value(call, map, value);
    return map.update(maps.key(call, map, key), stored, flags, call.cpu());
  }

  private long delete(HelperCall call, long handle, long key) {
    VmMap map = maps.writable(call, handle);
    return map.delete(maps.key(call, map, key));
  }

  private long push(HelperCall call, long handle, long value, long flags) {
    VmMap map = maps.writable(call, handle);
    return map.push(maps.value(call, map, value), flags);
  }

  /** What lay at {@code value} is not read: it may be memory that programs may only write. */
  private long pop(HelperCall call, long handle, long value) {
    VmMap map = maps.writable(call, handle);
    byte[] bytes = new byte[map.def().valueSize()];
    int error = map.pop(bytes);
    call.memory().write(value, bytes);
    return error;
  }

  /** A Bloom filter is asked for the value that lies there; others write there only. */
  private long peek(HelperCall call, long handle, long value) {
    VmMap map = maps.get(call, handle);
    if (map.def().type() == MapType.BLOOM_FILTER) {
      return map.peek(maps.value(call, map, value));
    }
    byte[] bytes = new byte[map.def().valueSize()];
    int error = map.peek(bytes);
    call.memory().write(value, bytes);
    return error;
  }
}
