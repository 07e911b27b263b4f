package dev.jbpf.runtime;

import static dev.jbpf.runtime.sys.Capability.CAP_BPF;
import static dev.jbpf.runtime.sys.Capability.CAP_NET_ADMIN;
import static dev.jbpf.runtime.sys.Capability.CAP_PERFMON;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.sys.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which capabilities what needs.
 *
 * <p>Source: {@code is_net_admin_prog_type} and {@code is_perfmon_prog_type} in {@code
 * kernel/bpf/syscall.c}.
 */
final class Privileges {
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

  private Privileges() {}

  /** {@return what loading a program of that type needs} */
  static List<Capability> of(ProgramType type) {
    if (TRACING.contains(type)) {
      return List.of(CAP_BPF, CAP_PERFMON);
    }
    return NO_NETWORK_RIGHTS.contains(type) ? List.of(CAP_BPF) : List.of(CAP_BPF, CAP_NET_ADMIN);
  }

  /** {@return what to tell a process that was not permitted what these capabilities permit} */
  static String advice(List<Capability> needed) {
    List<Capability> missing = Capability.missing(needed);
    return missing.isEmpty()
        ? "It has the capabilities for it, so something else forbids it: the seccomp filter of a"
            + " container, or the kernel's lockdown mode"
        : "This process lacks " + list(missing) + ". " + REMEDY;
  }

  /** How a process gets what it lacks. */
  static final String REMEDY =
      "Run it as root (sudo), or in a container with --privileged or --cap-add";

  static String list(List<Capability> capabilities) {
    return capabilities.stream().map(Capability::name).collect(Collectors.joining(" and "));
  }
}
