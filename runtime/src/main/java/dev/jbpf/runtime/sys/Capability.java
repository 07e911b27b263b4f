package dev.jbpf.runtime.sys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this process may do, of what eBPF needs.
 *
 * <p>Source: capabilities(7); CAP_BPF and CAP_PERFMON exist since Linux 5.8, before that
 * CAP_SYS_ADMIN stands for them.
 */
public enum Capability {
  CAP_NET_ADMIN(12),
  CAP_NET_RAW(13),
  CAP_SYS_ADMIN(21),
  CAP_SYS_RESOURCE(24),
  CAP_PERFMON(38),
  CAP_BPF(39);

  /** How a process gets what it lacks. */
  public static final String REMEDY =
      "Run it as root (sudo), or in a container with --privileged or --cap-add";

  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final String EFFECTIVE = "CapEff:";

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /** {@return those of {@code needed} that the calling thread lacks} */
  public static List<Capability> missing(List<Capability> needed) {
    return effective()
        .map(mask -> needed.stream().filter(c -> !c.isHeldIn(mask)).toList())
        .orElse(List.of());
  }

  /** {@return {@code first}, and then those of {@code others} that differ from it} */
  public static List<Capability> with(Capability first, List<Capability> others) {
    return Stream.concat(Stream.of(first), others.stream()).distinct().toList();
  }

  /** {@return what to tell a process that was not permitted what {@code needed} permits} */
  public static String advice(List<Capability> needed) {
    List<Capability> missing = missing(needed);
    return missing.isEmpty()
        ? "It has the capabilities for it, so something else forbids it: the seccomp filter of a"
            + " container, or the kernel's lockdown mode"
        : "This process lacks " + list(missing) + ". " + REMEDY;
  }

  /** {@return their names, for a sentence} */
  public static String list(List<Capability> capabilities) {
    return capabilities.stream().map(Capability::name).collect(Collectors.joining(" and "));
  }

  private boolean isHeldIn(long mask) {
    return (mask >>> bit & 1) != 0 || isCoveredByAdmin() && CAP_SYS_ADMIN.isHeldIn(mask);
  }

  private boolean isCoveredByAdmin() {
    return this == CAP_BPF || this == CAP_PERFMON;
  }

  /** Empty where the kernel does not say. */
  private static Optional<Long> effective() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(EFFECTIVE))
          .map(line -> Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
