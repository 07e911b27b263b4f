package dev.jbpf.kernel;

import java.util.Map;
import java.util.Optional;

/**
 * Helpers in whose place kernels before 5.5 have one with the same arguments, which reads both the
 * kernel's memory and a process's. Newer kernels have both where these addresses cannot be
 * confused, as on x86-64 and arm64.
 */
public final class HelperPredecessors {
  private static final Map<Helper, Helper> BEFORE =
      Map.of(
          Helper.PROBE_READ_KERNEL, Helper.PROBE_READ,
          Helper.PROBE_READ_USER, Helper.PROBE_READ,
          Helper.PROBE_READ_KERNEL_STR, Helper.PROBE_READ_STR,
          Helper.PROBE_READ_USER_STR, Helper.PROBE_READ_STR);

  private HelperPredecessors() {}

  /** {@return the older helper that does the same; empty if there is none} */
  public static Optional<Helper> of(Helper helper) {
    return Optional.ofNullable(BEFORE.get(helper));
  }

  /** {@return what programs for {@code target} call for {@code wanted}} */
  public static Helper callable(Helper wanted, Target target) {
    return target.lacks(wanted.since()) ? of(wanted).orElse(wanted) : wanted;
  }
}
