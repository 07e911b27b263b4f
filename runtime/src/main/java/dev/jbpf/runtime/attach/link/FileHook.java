package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachFlags;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.Descriptor;
import java.nio.file.Path;
import java.util.Optional;

/** What a file stands for: a control group, or a network namespace. */
public record FileHook(ProgramType programType, AttachType type, Path file) implements Hook {
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
        return LinkCreate.linkOr(
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
    return type.kernelName() + " of " + file;
  }
}
