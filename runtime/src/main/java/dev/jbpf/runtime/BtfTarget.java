package dev.jbpf.runtime;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.AttachType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a tracing program is verified against: a type of the kernel's own, by name.
 *
 * @param kind a function, or a typedef
 * @param name its name in {@code /sys/kernel/btf/vmlinux}
 */
public record BtfTarget(BtfKind kind, String name) {
  private static final List<String> PREFIXES = List.of("btf_trace_", "bpf_lsm_", "bpf_iter_");

  /** {@return a function of the kernel} */
  public static BtfTarget function(String name) {
    return new BtfTarget(BtfKind.FUNC, name);
  }

  /** {@return a typedef of the kernel} */
  public static BtfTarget typedef(String name) {
    return new BtfTarget(BtfKind.TYPEDEF, name);
  }

  /** {@return what programs at a tracepoint with typed arguments are verified against} */
  public static BtfTarget tracepoint(String name) {
    return typedef("btf_trace_" + name);
  }

  /** {@return what programs at a hook of the security modules are verified against} */
  public static BtfTarget securityHook(String name) {
    return function("bpf_lsm_" + name);
  }

  /** {@return what programs that an iterator runs are verified against} */
  public static BtfTarget iterator(String name) {
    return function("bpf_iter_" + name);
  }

  /**
   * {@return what the programs of a section are verified against, where its name says it: {@code
   * fentry/do_exit}, {@code tp_btf/sched_switch}}
   */
  public static Optional<BtfTarget> of(ProgramSection section) {
    boolean isTracepoint = section.attachType().filter(AttachType.TRACE_RAW_TP::equals).isPresent();
    return section.kernelName().map(isTracepoint ? BtfTarget::typedef : BtfTarget::function);
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
            () ->
                new IllegalArgumentException(
                    "the kernel's types have no "
                        + kind
                        + " "
                        + name
                        + KernelTypes.near(kind, prefix(), name)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("")));
  }

  /** {@return what names of such places start with, which nobody writes: the rest is compared} */
  private String prefix() {
    return PREFIXES.stream().filter(name::startsWith).findFirst().orElse("");
  }

  private IntStream ids() {
    Btf types = KernelTypes.all();
    return types.ids(name).filter(id -> types.kind(id).orElseThrow() == kind);
  }
}
