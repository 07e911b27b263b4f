package dev.jbpf.runtime;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import java.util.stream.IntStream;

/**
 * What a tracing program is verified against: a type of the kernel's own, by name.
 *
 * @param kind a function, or a typedef
 * @param name its name in {@code /sys/kernel/btf/vmlinux}
 */
public record BtfTarget(BtfKind kind, String name) {
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
    Btf types = KernelTypes.all();
    return types.ids(name).filter(id -> types.kind(id).orElseThrow() == kind);
  }
}
