package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Struct;
import java.util.Optional;

/** The sockets in a map; they keep the program for as long as the map has it. */
record SockMapHook(ProgramType programType, AttachType type, KernelMap<?, ?> map) implements Hook {
  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  /** Map and program stay in use until the link is closed: detaching needs both. */
  @Override
  public Link attach(KernelProgram program) {
    int target = map.descriptor().acquire();
    int fd = acquire(program);
    long result = call(BpfCommand.PROG_ATTACH, program.kernel(), target, fd);
    Once link = new Once(() -> detach(program, target, fd));
    if (result < 0) {
      link.close();
      throw Kernel.refusal(
          BpfCommand.PROG_ATTACH, result, "cannot attach " + program + " to " + this, program);
    }
    return link;
  }

  private int acquire(KernelProgram program) {
    try {
      return program.descriptor().acquire();
    } catch (IllegalStateException e) {
      map.descriptor().release();
      throw e;
    }
  }

  private void detach(KernelProgram program, int target, int fd) {
    call(BpfCommand.PROG_DETACH, program.kernel(), target, fd);
    program.descriptor().release();
    map.descriptor().release();
  }

  private long call(BpfCommand command, Kernel kernel, int target, int program) {
    Struct attr =
        kernel
            .scratch()
            .attr()
            .set(AttrField.ATTACH_ATTACH_TYPE, type.value())
            .set(AttrField.ATTACH_TARGET_FD, target)
            .set(AttrField.ATTACH_ATTACH_BPF_FD, program);
    return kernel.bpf(command, attr);
  }

  @Override
  public String toString() {
    return "sockets in " + map;
  }
}
