package dev.jbpf.dsl.value.internal;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Target;
import java.util.Map;

/**
 * Helpers that took the place of an older one with the same arguments: what is written for kernels
 * before them calls that. Newer kernels have both, where addresses of the kernel and of processes
 * differ, as on x86-64 and arm64.
 */
final class OlderHelpers {
  private static final Map<Helper, Helper> BEFORE =
      Map.of(
          Helper.PROBE_READ_KERNEL, Helper.PROBE_READ,
          Helper.PROBE_READ_USER, Helper.PROBE_READ,
          Helper.PROBE_READ_KERNEL_STR, Helper.PROBE_READ_STR,
          Helper.PROBE_READ_USER_STR, Helper.PROBE_READ_STR);

  private OlderHelpers() {}

  /** {@return the helper that programs for {@code target} call for {@code wanted}} */
  static Helper of(Helper wanted, Target target) {
    return target.lacks(wanted.since()) ? BEFORE.getOrDefault(wanted, wanted) : wanted;
  }
}
