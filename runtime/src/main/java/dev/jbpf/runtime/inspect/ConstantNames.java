package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.KernelConstant;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.LinkType;
import java.util.Locale;
import java.util.Optional;

/**
 * The kernel's constants as tools write them: in small letters, without what all of their kind
 * start with. What is newer than this library has a number instead.
 */
public final class ConstantNames {
  private ConstantNames() {}

  /** {@return the type of a program: {@code socket_filter}} */
  public static Optional<String> ofProgramType(long number) {
    return ProgramType.of((int) number).map(type -> lower(type, "BPF_PROG_TYPE_"));
  }

  /** {@return the type of a map: {@code percpu_hash}} */
  public static Optional<String> ofMapType(long number) {
    return MapType.of((int) number).map(type -> lower(type, "BPF_MAP_TYPE_"));
  }

  /** {@return the type of a link: {@code raw_tracepoint}} */
  public static Optional<String> ofLinkType(long number) {
    return LinkType.of((int) number).map(type -> lower(type, "BPF_LINK_TYPE_"));
  }

  /** {@return where programs are called: {@code cgroup_inet_egress}} */
  public static String of(AttachType type) {
    return lower(type, "BPF_");
  }

  private static String lower(KernelConstant constant, String prefix) {
    return constant.kernelName().substring(prefix.length()).toLowerCase(Locale.ROOT);
  }
}
