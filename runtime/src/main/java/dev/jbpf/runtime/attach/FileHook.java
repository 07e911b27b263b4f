package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachFlags;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Errno;
import java.nio.file.Path;
import java.util.Optional;

/** What a file stands for: a control group, or a network namespace. */
record FileHook(ProgramType programType, AttachType type, Path file) implements Hook {
  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  /** By a link since Linux 5.7. */
  @Override
  public Link attach(KernelProgram program) {
    try (Descriptor open = OpenFile.forReading(program.kernel().syscalls(), file)) {
      long link = tryLink(program, open);
      if (link >= 0) {
        return new BpfLink(program.kernel(), (int) link, "link to " + this);
      }
      if (Errno.EINVAL.is(link)) {
        return attachOlderWay(program, open);
      }
      throw Kernel.refusal(
          BpfCommand.LINK_CREATE, link, "cannot attach " + program + " to " + this, program);
    }
  }

  private long tryLink(KernelProgram program, Descriptor open) {
    int fd = open.acquire();
    try {
      return LinkCreate.tryLink(program, type, fd, 0);
    } finally {
      open.release();
    }
  }

  /** Beside the programs that others have attached; since Linux 4.15. */
  Link attachOlderWay(KernelProgram program, Descriptor open) {
    return ProgAttach.attach(program, type, open, AttachFlags.BPF_F_ALLOW_MULTI, toString());
  }

  @Override
  public String toString() {
    return type.kernelName() + " of " + file;
  }
}
