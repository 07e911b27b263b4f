package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.helper.pointer.ValuePlace;
import dev.jbpf.vm.map.VmMap;

/** Work for later: due at once, and done when a test runs what is due. */
record WorkKfuncs(MapArgument maps, Environment environment) implements KfuncFamily {
  @Override
  public void register(Registry registry) {
    registry.put("bpf_wq_init", (call, work, map, flags, r4, r5) -> init(call, work, map, flags));
    registry.put(
        "bpf_wq_set_callback_impl",
        (call, work, function, flags, r4, r5) ->
            flags != 0
                ? Errno.EINVAL.result()
                : environment.timers().setCallback(work, call.later(function)));
    registry.put(
        "bpf_wq_start",
        (call, work, flags, r3, r4, r5) ->
            flags != 0
                ? Errno.EINVAL.result()
                : environment.timers().start(work, environment.now()));
    registry.put("bpf_map_sum_elem_count", (call, map, r2, r3, r4, r5) -> entries(call, map));
  }

  private long init(HelperCall call, long work, long handle, long flags) {
    if (flags != 0) {
      return Errno.EINVAL.result();
    }
    return ValuePlace.of(maps.get(call, handle), handle, work)
        .map(place -> environment.timers().init(work, place))
        .orElseThrow(
            () ->
                call.badArgument(
                    "0x" + Long.toHexString(work) + " is in no value of the map in r2"));
  }

  private long entries(HelperCall call, long handle) {
    VmMap map = maps.get(call, handle);
    return map.keys().size();
  }
}
