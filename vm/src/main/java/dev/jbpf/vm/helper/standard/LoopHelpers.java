package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.VmMap;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.RunMemory;
import java.util.EnumSet;
import java.util.Set;

/** Helpers that call a function of the program. */
record LoopHelpers(MapArgument maps) implements HelperFamily {
  private static final long MAX_LOOPS = 8 * 1024 * 1024;

  private static final Set<MapType> VISITED =
      EnumSet.of(
          MapType.HASH,
          MapType.PERCPU_HASH,
          MapType.LRU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.ARRAY,
          MapType.PERCPU_ARRAY);

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.LOOP,
        HelperFunction.callingBack(
            (call, count, function, context, flags, r5) ->
                loop(call, count, function, context, flags)));
    registry.put(
        Helper.FOR_EACH_MAP_ELEM,
        HelperFunction.callingBack(
            (call, map, function, context, flags, r5) ->
                forEach(call, map, function, context, flags)));
  }

  private static long loop(HelperCall call, long count, long function, long context, long flags) {
    if (flags != 0) {
      return Errno.EINVAL.result();
    }
    // All 64 bits, and 32 of the error: the verifier puts the loop in the place of the call.
    if (Long.compareUnsigned(count, MAX_LOOPS) > 0) {
      return Errno.E2BIG.result() & 0xffff_ffffL;
    }
    for (long i = 0; i < count; i++) {
      if (call.callBack(function, i, context, 0, 0) != 0) {
        return i + 1;
      }
    }
    return count;
  }

  /** The key is a copy: it is where the program cannot reach the map's own. */
  private long forEach(HelperCall call, long handle, long function, long context, long flags) {
    VmMap map = maps.get(call, handle);
    if (!VISITED.contains(map.def().type())) {
      throw call.badArgument(
          "no program visits the entries of a "
              + map.def().type().kernelName()
              + ", as map "
              + map.def().name()
              + " is");
    }
    if (flags != 0) {
      return Errno.EINVAL.result();
    }
    try {
      return visit(call, map, handle, function, context);
    } finally {
      RunMemory.of(call.memory()).unmap(AddressSpace.EXTRA_WINDOW);
    }
  }

  private static long visit(HelperCall call, VmMap map, long handle, long function, long context) {
    long visited = 0;
    long keyAddress = AddressSpace.windowBase(AddressSpace.EXTRA_WINDOW);
    for (byte[] key : map.keys()) {
      long value = map.lookup(key, call.cpu());
      if (value != 0) {
        visited++;
        String name = "key of map " + map.def().name();
        RunMemory.of(call.memory()).map(new ArrayRegion(name, keyAddress, key, false));
        if (call.callBack(function, handle, keyAddress, value, context) != 0) {
          break;
        }
      }
    }
    return visited;
  }
}
