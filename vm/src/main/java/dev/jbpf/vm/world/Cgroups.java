package dev.jbpf.vm.world;

import dev.jbpf.kernel.StructField;
import java.util.List;
import java.util.OptionalInt;

/**
 * The control group that tasks and sockets are in, and those around it: what a test gives.
 *
 * @param path the groups from the root down to the current one; at least the root
 */
public record Cgroups(List<KernelObject> path) {
  /** More than a structure of a control group has. */
  private static final int BYTES = 4_096;

  private static final StructField ID = new StructField("cgroup", "id", 0, 8, false);

  /** The root and nothing else, whose id is 1, as in the kernel. */
  public static Cgroups root() {
    return of(1);
  }

  /** Keeps a copy. */
  public Cgroups {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("there is a root at least");
    }
  }

  /** {@return groups of these ids, from the root down to the current one} */
  public static Cgroups of(long... ids) {
    return new Cgroups(java.util.Arrays.stream(ids).mapToObj(Cgroups::group).toList());
  }

  private static KernelObject group(long id) {
    KernelObject group = new KernelObject("struct cgroup", new byte[BYTES]);
    group.set(ID, id);
    return group;
  }

  /** {@return the current group} */
  public KernelObject current() {
    return path.get(path.size() - 1);
  }

  /** {@return the id of the current group} */
  public long id() {
    return id(current());
  }

  /** {@return the id of {@code group}: its first 8 bytes here} */
  public static long id(KernelObject group) {
    return group.get(ID);
  }

  /** {@return the id of the group on that level, the root's is 0; 0 if there is none} */
  public long ancestor(long level) {
    return level >= 0 && level < path.size() ? id(path.get((int) level)) : 0;
  }

  /** {@return the level of {@code group}, if the current one is in it} */
  public OptionalInt level(KernelObject group) {
    int index = path.indexOf(group);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }
}
