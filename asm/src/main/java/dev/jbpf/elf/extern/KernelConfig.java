package dev.jbpf.elf.extern;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that a kernel was built with: {@code CONFIG_HZ=250}, {@code CONFIG_BPF_JIT=y},
 * {@code CONFIG_LSM="lockdown,bpf"}. Immutable.
 */
public final class KernelConfig {
  /** What is not set stands in comments. */
  private static final String PREFIX = "CONFIG_";

  private final Map<String, String> values;

  private KernelConfig(Map<String, String> values) {
    this.values = values;
  }

  /** {@return what the lines of a file {@code .config} say} */
  public static KernelConfig parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.split("\n")) {
      int end = line.indexOf('=');
      if (line.startsWith(PREFIX) && end > 0) {
        values.put(line.substring(0, end), line.substring(end + 1).strip());
      }
    }
    return new KernelConfig(values);
  }

  /** {@return these settings, and where both say something, what {@code other} says} */
  public KernelConfig with(KernelConfig other) {
    Map<String, String> both = new HashMap<>(values);
    both.putAll(other.values);
    return new KernelConfig(both);
  }

  /** {@return what stands behind the equals sign; empty where the setting is not set} */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
