package dev.jbpf.runtime.rights;

import static dev.jbpf.runtime.host.Capability.CAP_BPF;
import static dev.jbpf.runtime.host.Capability.CAP_NET_ADMIN;
import static dev.jbpf.runtime.host.Capability.CAP_PERFMON;
import static dev.jbpf.runtime.host.Capability.CAP_SYS_ADMIN;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.host.Capability;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which capabilities what needs.
 *
 * <p>Source: {@code is_net_admin_prog_type}, {@code is_perfmon_prog_type} and {@code map_create} in
 * {@code kernel/bpf/syscall.c}.
 */
public final class Privileges {
  private static final Set<ProgramType> TRACING =
      EnumSet.of(
          ProgramType.KPROBE,
          ProgramType.TRACEPOINT,
          ProgramType.PERF_EVENT,
          ProgramType.RAW_TRACEPOINT,
          ProgramType.RAW_TRACEPOINT_WRITABLE,
          ProgramType.TRACING,
          ProgramType.LSM,
          ProgramType.STRUCT_OPS,
          ProgramType.EXT);

  private static final Set<ProgramType> NO_NETWORK_RIGHTS =
      EnumSet.of(
          ProgramType.SOCKET_FILTER,
          ProgramType.CGROUP_SKB,
          ProgramType.SK_REUSEPORT,
          ProgramType.SYSCALL,
          ProgramType.UNSPEC);

  /** Everything that belongs to others, and what costs all of them time. */
  private static final Set<BpfCommand> SEES_OTHERS =
      EnumSet.of(
          BpfCommand.PROG_GET_NEXT_ID,
          BpfCommand.MAP_GET_NEXT_ID,
          BpfCommand.LINK_GET_NEXT_ID,
          BpfCommand.BTF_GET_NEXT_ID,
          BpfCommand.PROG_GET_FD_BY_ID,
          BpfCommand.MAP_GET_FD_BY_ID,
          BpfCommand.LINK_GET_FD_BY_ID,
          BpfCommand.BTF_GET_FD_BY_ID,
          BpfCommand.TASK_FD_QUERY,
          BpfCommand.ENABLE_STATS);

  /** Maps that hand packets on. */
  private static final Set<MapType> NETWORK_MAPS =
      EnumSet.of(
          MapType.SOCKMAP, MapType.SOCKHASH, MapType.DEVMAP, MapType.DEVMAP_HASH, MapType.XSKMAP);

  private Privileges() {}

  /** {@return what loading a program of that type needs} */
  public static List<Capability> of(ProgramType type) {
    if (TRACING.contains(type)) {
      return List.of(CAP_BPF, CAP_PERFMON);
    }
    return NO_NETWORK_RIGHTS.contains(type) ? List.of(CAP_BPF) : List.of(CAP_BPF, CAP_NET_ADMIN);
  }

  /** {@return what attaching one needs: cgroup filters could once be loaded by everybody} */
  public static List<Capability> toAttach(ProgramType type) {
    return type == ProgramType.CGROUP_SKB ? List.of(CAP_BPF, CAP_NET_ADMIN) : of(type);
  }

  /** {@return what making a map of that type needs} */
  public static List<Capability> of(MapType type) {
    return NETWORK_MAPS.contains(type) ? List.of(CAP_BPF, CAP_NET_ADMIN) : List.of(CAP_BPF);
  }

  /** {@return what loading a program of that type needs, with those maps} */
  public static List<Capability> of(ProgramType type, Collection<? extends MapDef<?, ?>> maps) {
    return Stream.concat(of(type).stream(), maps.stream().flatMap(map -> of(map.type()).stream()))
        .distinct()
        .toList();
  }

  /** {@return what {@code command} needs where no program is concerned} */
  public static List<Capability> of(BpfCommand command) {
    if (command == BpfCommand.PROG_QUERY) {
      return List.of(CAP_NET_ADMIN);
    }
    return SEES_OTHERS.contains(command) ? List.of(CAP_SYS_ADMIN) : List.of(CAP_BPF);
  }
}
