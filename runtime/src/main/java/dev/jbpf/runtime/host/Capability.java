package dev.jbpf.runtime.host;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a process may be allowed, of what eBPF needs.
 *
 * <p>Source: capabilities(7); CAP_BPF and CAP_PERFMON exist since Linux 5.8, before that
 * CAP_SYS_ADMIN stands for them.
 */
public enum Capability {
  CAP_NET_ADMIN(12, "programs that change the network's traffic"),
  CAP_NET_RAW(13, "packet sockets"),
  CAP_SYS_ADMIN(21, "what belongs to others"),
  CAP_SYS_RESOURCE(24, "higher limits"),
  CAP_PERFMON(38, "tracing"),
  CAP_BPF(39, "maps and programs");

  private final int bit;
  private final String purpose;

  Capability(int bit, String purpose) {
    this.bit = bit;
    this.purpose = purpose;
  }

  /** {@return their names, for a sentence: {@code CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN}} */
  public static String list(List<Capability> capabilities) {
    return sentence(capabilities.stream().map(Capability::name).toList());
  }

  /** {@return what they are needed for, for a sentence: {@code tracing and packet sockets}} */
  public static String purposes(List<Capability> capabilities) {
    return sentence(capabilities.stream().map(capability -> capability.purpose).toList());
  }

  private static String sentence(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** {@return how a container is given them: {@code --cap-add BPF --cap-add NET_ADMIN}} */
  public static String options(List<Capability> capabilities) {
    return capabilities.stream()
        .map(capability -> "--cap-add " + capability.name().substring("CAP_".length()))
        .collect(Collectors.joining(" "));
  }

  /** {@return whether the mask of a process, as {@code /proc} shows it, has it} */
  public boolean isHeldIn(long mask) {
    return (mask >>> bit & 1) != 0 || isCoveredByAdmin() && CAP_SYS_ADMIN.isHeldIn(mask);
  }

  private boolean isCoveredByAdmin() {
    return this == CAP_BPF || this == CAP_PERFMON;
  }
}
