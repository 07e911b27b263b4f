package dev.jbpf.runtime;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * What a tracing program is verified against: a type of the kernel's own, by name.
 *
 * @param kind a function, or a typedef
 * @param name its name in {@code /sys/kernel/btf/vmlinux}
 */
public record BtfTarget(BtfKind kind, String name) {
  private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  private static final class Types {
    static final Btf KERNEL = read();
  }

  private static Btf read() {
    try {
      return Btf.parse(Files.readAllBytes(VMLINUX));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "this kernel has no types to be read (CONFIG_DEBUG_INFO_BTF)", e);
    }
  }

  /** {@return a function of the kernel} */
  public static BtfTarget function(String name) {
    return new BtfTarget(BtfKind.FUNC, name);
  }

  /** {@return a typedef of the kernel} */
  public static BtfTarget typedef(String name) {
    return new BtfTarget(BtfKind.TYPEDEF, name);
  }

  /**
   * {@return its number}
   *
   * @throws IllegalArgumentException if the kernel has none of that name
   */
  int id() {
    return ids()
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the kernel's types have no " + kind + " " + name));
  }

  private IntStream ids() {
    return Types.KERNEL.ids(name).filter(id -> Types.KERNEL.kind(id).orElseThrow() == kind);
  }
}
