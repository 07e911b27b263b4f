package dev.jbpf.runtime.object.hook;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.CgroupIterOrder;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.iterator.IteratorScope;
import dev.jbpf.runtime.attach.object.ObjectHook;
import dev.jbpf.runtime.attach.object.ObjectParts;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Iterators as users type them: {@code task}, {@code task:pid=12}, {@code task_file:tid=12}, {@code
 * bpf_map_elem:counts} for a map of the object, {@code cgroup:/sys/fs/cgroup/web} and {@code
 * cgroup:/sys/fs/cgroup/web:ancestors_up}.
 */
final class IteratorPlaces {
  private IteratorPlaces() {}

  static Hook parse(String place) {
    int colon = place.indexOf(':');
    if (colon < 0) {
      return Hooks.iterator(place);
    }
    String name = place.substring(0, colon);
    String scope = place.substring(colon + 1);
    if (name.equals("cgroup")) {
      return Hooks.iterator(name, group(scope));
    }
    return name.startsWith("task") ? Hooks.iterator(name, task(scope)) : new OfMap(name, scope);
  }

  private static IteratorScope group(String scope) {
    int colon = scope.indexOf(':');
    return colon < 0
        ? IteratorScope.controlGroup(Path.of(scope), CgroupIterOrder.DESCENDANTS_PRE)
        : IteratorScope.controlGroup(
            Path.of(scope.substring(0, colon)), order(scope.substring(colon + 1)));
  }

  private static CgroupIterOrder order(String name) {
    try {
      return CgroupIterOrder.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is no order of control groups: say self_only, descendants_pre,"
              + " descendants_post or ancestors_up",
          e);
    }
  }

  private static IteratorScope task(String scope) {
    if (!scope.matches("(pid|tid)=[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "'" + scope + "' names no task: say pid=NUMBER for a process, tid=NUMBER for a thread");
    }
    int number = Integer.parseInt(scope.substring(4));
    return scope.startsWith("pid") ? IteratorScope.process(number) : IteratorScope.thread(number);
  }

  /** The elements of a map that the program's object has. */
  private record OfMap(String name, String map) implements ObjectHook {
    @Override
    public ProgramType programType() {
      return ProgramType.TRACING;
    }

    @Override
    public Optional<AttachType> attachType() {
      return Optional.of(AttachType.TRACE_ITER);
    }

    @Override
    public Optional<BtfTarget> target() {
      return Optional.of(BtfTarget.iterator(name));
    }

    @Override
    public Hook in(ObjectParts object) {
      return Hooks.iterator(name, IteratorScope.elementsOf(object.map(map)));
    }

    @Override
    public String toString() {
      return "iterator " + name + " of map " + map;
    }
  }
}
