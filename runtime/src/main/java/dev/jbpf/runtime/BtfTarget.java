package dev.jbpf.runtime;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.info.TypesInfo;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a tracing program is verified against: a type of the kernel's own, or of a program's, by
 * name.
 *
 * @param kind a function, a structure or a typedef
 * @param name its name in {@code /sys/kernel/btf/vmlinux}, or among the program's types
 * @param program the program whose function it is, if it is one of a program
 */
public record BtfTarget(BtfKind kind, String name, Optional<KernelProgram> program) {
  private static final List<String> PREFIXES = List.of("btf_trace_", "bpf_lsm_", "bpf_iter_");

  /** A type of the kernel's own. */
  public BtfTarget(BtfKind kind, String name) {
    this(kind, name, Optional.empty());
  }

  /**
   * {@return a function of {@code program}, which was loaded with types; since Linux 5.6}
   *
   * @param function its name in the source
   */
  public static BtfTarget of(KernelProgram program, String function) {
    return new BtfTarget(BtfKind.FUNC, function, Optional.of(program));
  }

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
  public int id() {
    return program.map(this::idIn).orElseGet(this::idInKernel);
  }

  private int idIn(KernelProgram owner) {
    Btf types = TypesInfo.contents(owner.kernel().calls(), owner.descriptor());
    return types
        .find(name, kind)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    owner
                        + " has no "
                        + kind
                        + " "
                        + name
                        + (types.size() == 1 ? "; it was loaded without types" : "")));
  }

  private int idInKernel() {
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
