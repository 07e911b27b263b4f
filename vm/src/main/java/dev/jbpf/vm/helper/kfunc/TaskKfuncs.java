package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.Objects;
import dev.jbpf.vm.world.Cgroups;
import dev.jbpf.vm.world.KernelObject;

/** Tasks and control groups, to which programs hold references. */
record TaskKfuncs(Environment environment) implements KfuncFamily {
  @Override
  public void register(Registry registry) {
    HelperFunction acquire =
        (call, at, r2, r3, r4, r5) ->
            Objects.reference(call, Objects.at(call, at, KernelObject.class));
    HelperFunction release =
        (call, at, r2, r3, r4, r5) -> {
          Objects.release(call, at);
          return 0;
        };
    for (String kind : new String[] {"task", "cgroup"}) {
      registry.put("bpf_" + kind + "_acquire", acquire);
      registry.put("bpf_" + kind + "_release", release);
    }
    registry.put("bpf_task_from_pid", (call, pid, r2, r3, r4, r5) -> ofPid(call, (int) pid));
    registry.put("bpf_task_from_vpid", (call, pid, r2, r3, r4, r5) -> ofPid(call, (int) pid));
    registry.put("bpf_cgroup_from_id", (call, id, r2, r3, r4, r5) -> ofId(call, id));
    registry.put(
        "bpf_cgroup_ancestor",
        (call, group, level, r3, r4, r5) ->
            ofId(call, environment.cgroups().ancestor((int) level)));
    registry.put(
        "bpf_task_get_cgroup1",
        (call, task, hierarchy, r3, r4, r5) ->
            Objects.reference(call, environment.cgroups().current()));
    registry.put(
        "bpf_task_under_cgroup",
        (call, task, group, r3, r4, r5) ->
            environment.cgroups().level(Objects.at(call, group, KernelObject.class)).isPresent()
                ? 1
                : 0);
  }

  /** There is the current one only. */
  private long ofPid(HelperCall call, int pid) {
    return pid == environment.task().pid() ? Objects.reference(call, environment.taskStruct()) : 0;
  }

  private long ofId(HelperCall call, long id) {
    return environment.cgroups().path().stream()
        .filter(group -> Cgroups.id(group) == id)
        .findFirst()
        .map(group -> Objects.reference(call, group))
        .orElse(0L);
  }
}
