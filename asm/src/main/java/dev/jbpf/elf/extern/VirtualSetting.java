package dev.jbpf.elf.extern;

import java.util.Arrays;
import java.util.Optional;

/**
 * Variables of {@code .kconfig} that are no settings of the kernel's configuration: loaders find
 * out what they are.
 *
 * <p>Source: libbpf, which brought them.
 */
public enum VirtualSetting {
  /** {@code major << 16 | minor << 8 | patch} of the kernel that runs. */
  LINUX_KERNEL_VERSION,

  /** 1 if programs can ask for the number that a link gave them: {@code bpf_get_attach_cookie}. */
  LINUX_HAS_BPF_COOKIE,

  /** 1 if system calls get a pointer to the registers: {@code __x64_sys_…} and such. */
  LINUX_HAS_SYSCALL_WRAPPER;

  /** {@return that of that name, if it is one} */
  public static Optional<VirtualSetting> of(String name) {
    return Arrays.stream(values()).filter(setting -> setting.name().equals(name)).findFirst();
  }
}
