package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.AttachFlags;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.Descriptor;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file stands for: a control group, or a network namespace.
 *
 * @param anchor where in the order of those that are there; empty for the last
 * @param target what the program is verified against, of hooks of the security modules
 */
public record FileHook(
    ProgramType programType,
    AttachType type,
    Path file,
    Optional<Anchor> anchor,
    Optional<BtfTarget> target)
    implements Hook {
  private static final Path OWN_NETWORK = Path.of("/proc/thread-self/ns/net");
  private static final String NO_ORDER =
      "An order there is since Linux 6.17, and links stand beside links, not beside programs;"
          + " before, programs run in the order of attaching";

  /** The last of those that are there. */
  public FileHook(ProgramType programType, AttachType type, Path file) {
    this(programType, type, file, Optional.empty(), Optional.empty());
  }

  /**
   * {@return what the processes of a control group do}
   *
   * @throws IllegalArgumentException if {@code type} belongs elsewhere
   */
  public static FileHook ofGroup(Path group, AttachType type, Optional<Anchor> anchor) {
    return new FileHook(CgroupTypes.programType(type), type, group, anchor, Optional.empty());
  }

  /** {@return a hook of the security modules, for the processes of a control group} */
  public static FileHook security(Path group, String name) {
    return new FileHook(
        ProgramType.LSM,
        AttachType.LSM_CGROUP,
        group,
        Optional.empty(),
        Optional.of(BtfTarget.securityHook(name)));
  }

  /** {@return a place in the thread's network namespace} */
  public static FileHook ofOwnNetwork(ProgramType programType, AttachType type) {
    return new FileHook(programType, type, OWN_NETWORK);
  }

  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  /** By a link since Linux 5.7. */
  @Override
  public Link attach(KernelProgram program) {
    try (Descriptor open = OpenFile.forReading(program.kernel().calls().syscalls(), file)) {
      int fd = open.acquire();
      try {
        return anchor.isPresent()
            ? anchor.get().link(program, type, fd, toString(), NO_ORDER)
            : LinkCreate.linkOr(
                program, type, fd, 0, toString(), () -> attachOlderWay(program, open));
      } finally {
        open.release();
      }
    }
  }

  /** Beside the programs that others have attached; since Linux 4.15. */
  public Link attachOlderWay(KernelProgram program, Descriptor open) {
    return ProgAttach.attach(program, type, open, AttachFlags.BPF_F_ALLOW_MULTI, toString());
  }

  @Override
  public String toString() {
    return type.kernelName() + " of " + file + anchor.map(where -> ", " + where).orElse("");
  }
}
