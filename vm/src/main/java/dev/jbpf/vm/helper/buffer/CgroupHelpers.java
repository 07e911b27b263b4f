package dev.jbpf.vm.helper.buffer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.ReferenceMap;
import dev.jbpf.vm.world.KernelObject;
import java.util.Optional;
import java.util.OptionalInt;

/** Control groups of the current task, of packets and of sockets: the same for all here. */
public record CgroupHelpers(MapArgument maps, Environment environment) implements HelperFamily {
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    HelperFunction id = (call, r1, r2, r3, r4, r5) -> environment.cgroups().id();
    registry.put(Helper.GET_CURRENT_CGROUP_ID, id);
    registry.put(Helper.SKB_CGROUP_ID, id);
    registry.put(Helper.SK_CGROUP_ID, id);
    HelperFunction ancestor =
        (call, of, level, r3, r4, r5) -> environment.cgroups().ancestor((int) level);
    registry.put(Helper.SKB_ANCESTOR_CGROUP_ID, ancestor);
    registry.put(Helper.SK_ANCESTOR_CGROUP_ID, ancestor);
    registry.put(
        Helper.GET_CURRENT_ANCESTOR_CGROUP_ID,
        (call, level, r2, r3, r4, r5) -> environment.cgroups().ancestor((int) level));
    registry.put(
        Helper.SKB_UNDER_CGROUP, (call, skb, map, index, r4, r5) -> under(call, map, index & LOW));
    registry.put(
        Helper.CURRENT_TASK_UNDER_CGROUP,
        (call, map, index, r3, r4, r5) -> under(call, map, index & LOW));
    registry.put(Helper.SKB_CGROUP_CLASSID, (call, skb, r2, r3, r4, r5) -> 0);
    registry.put(
        Helper.GET_RETVAL,
        (call, r1, r2, r3, r4, r5) -> call.state(Result.class, Result::new).value);
    registry.put(
        Helper.SET_RETVAL,
        (call, value, r2, r3, r4, r5) -> {
          call.state(Result.class, Result::new).value = (int) value;
          return 0;
        });
  }

  /** What the system call returns that a group's programs are asked about. */
  private static final class Result {
    private int value;
  }

  private long under(HelperCall call, long handle, long index) {
    ReferenceMap groups = maps.get(call, handle, ReferenceMap.class);
    if (index >= groups.def().maxEntries()) {
      return Errno.E2BIG.result();
    }
    Optional<KernelObject> group = groups.at(index).flatMap(environment::object);
    if (group.isEmpty()) {
      return Errno.EAGAIN.result();
    }
    OptionalInt level = environment.cgroups().level(group.get());
    return level.isPresent() ? 1 : 0;
  }
}
