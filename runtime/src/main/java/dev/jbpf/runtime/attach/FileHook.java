package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import java.nio.file.Path;
import java.util.Optional;

/** What a file stands for: a control group, or a network namespace. */
record FileHook(ProgramType programType, AttachType type, Path file) implements Hook {
  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  @Override
  public Link attach(KernelProgram program) {
    try (OpenFile open = OpenFile.forReading(program.kernel().syscalls(), file)) {
      return LinkCreate.link(program, type, open.descriptor(), 0, toString());
    }
  }

  @Override
  public String toString() {
    return type.kernelName() + " of " + file;
  }
}
