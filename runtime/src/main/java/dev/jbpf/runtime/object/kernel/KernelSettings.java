package dev.jbpf.runtime.object.kernel;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.extern.ConfigVariable;
import dev.jbpf.elf.extern.KernelConfig;
import dev.jbpf.elf.extern.VirtualSetting;
import dev.jbpf.runtime.symbols.KernelSymbols;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the running kernel was built with, and what it is: the values of an object's {@code
 * .kconfig}.
 */
public final class KernelSettings {
  private static final String CONFIG = "CONFIG_";

  private final KernelConfig given;
  private Optional<KernelConfig> running = Optional.empty();

  /** Where {@code given} says something, that counts, and not what the kernel says. */
  public KernelSettings(KernelConfig given) {
    this.given = given;
  }

  /**
   * Writes the values of {@code settings} into their section.
   *
   * @throws BpfObjectException if one that is not weak has none, or does not fit
   * @throws UncheckedIOException if the kernel's configuration is needed and cannot be read
   */
  public void write(List<ConfigVariable> settings, ByteBuffer section) {
    for (ConfigVariable setting : settings) {
      Optional<String> value = given.value(setting.name()).or(() -> value(setting));
      if (value.isPresent()) {
        write(setting, section, value.get());
      } else if (!setting.isWeak()) {
        throw new BpfObjectException(
            String.format(
                "'%s' is not set in the kernel's configuration; declare it __weak, or say what it"
                    + " is: kernelConfig(\"%s=...\")",
                setting.name(), setting.name()));
      }
    }
  }

  private static void write(ConfigVariable setting, ByteBuffer section, String value) {
    try {
      setting.write(section, value);
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<String> value(ConfigVariable setting) {
    Optional<VirtualSetting> virtual = VirtualSetting.of(setting.name());
    if (virtual.isPresent()) {
      return value(virtual.get());
    }
    return setting.name().startsWith(CONFIG)
        ? running(setting).flatMap(config -> config.value(setting.name()))
        : Optional.empty();
  }

  private static Optional<String> value(VirtualSetting setting) {
    return switch (setting) {
      case LINUX_KERNEL_VERSION ->
          RunningKernel.version().stream().mapToObj(Integer::toString).findFirst();
      case LINUX_HAS_BPF_COOKIE -> Optional.of(has("bpf_get_attach_cookie_"));
      case LINUX_HAS_SYSCALL_WRAPPER -> Optional.of(has("__" + architecture() + "_sys_bpf"));
    };
  }

  /** Whether the kernel has a function whose name starts like that, as a setting's value. */
  private static String has(String prefix) {
    return KernelSymbols.read().all().stream().anyMatch(each -> each.name().startsWith(prefix))
        ? "1"
        : "0";
  }

  /** As the kernel names its system calls. */
  private static String architecture() {
    return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "x64";
      case "aarch64" -> "arm64";
      case "s390x" -> "s390x";
      case "riscv64" -> "riscv";
      default -> "se";
    };
  }

  /** A weak setting can do without a configuration that nobody can read. */
  private Optional<KernelConfig> running(ConfigVariable setting) {
    if (running.isEmpty()) {
      try {
        running = Optional.of(KernelConfigFile.read());
      } catch (UncheckedIOException e) {
        if (!setting.isWeak()) {
          throw e;
        }
      }
    }
    return running;
  }
}
