package dev.jbpf.vm.context;

import java.util.Optional;

/**
 * A setting of the kernel that somebody reads or writes: r1 points to a {@code struct bpf_sysctl}.
 *
 * @param name from {@code /proc/sys} on: {@code net/ipv4/tcp_mem}
 * @param current its value
 * @param written what is to be its value; empty if it is read
 * @param position where in the file is read or written, which programs may change
 */
public record Sysctl(String name, String current, Optional<String> written, int position)
    implements Context {
  /** {@return a setting that is read} */
  public static Sysctl read(String name, String current) {
    return new Sysctl(name, current, Optional.empty(), 0);
  }

  /** {@return a setting that is written} */
  public static Sysctl write(String name, String current, String written) {
    return new Sysctl(name, current, Optional.of(written), 0);
  }
}
