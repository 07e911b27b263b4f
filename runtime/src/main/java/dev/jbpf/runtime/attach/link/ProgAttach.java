package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;

/**
 * A program on what a descriptor stands for, as before there were links: it stays there when the
 * process is killed, for as long as that which the descriptor stands for.
 */
public final class ProgAttach {
  private final KernelProgram program;
  private final AttachType type;
  private final Descriptor target;

  private ProgAttach(KernelProgram program, AttachType type, Descriptor target) {
    this.program = program;
    this.type = type;
    this.target = target;
  }

  /**
   * {@return a link} Both descriptors are in use until it is closed, even if they are closed
   * before: detaching needs them.
   */
  public static Link attach(
      KernelProgram program, AttachType type, Descriptor target, int flags, String where) {
    ProgAttach attachment = new ProgAttach(program, type, target);
    int targetFd = target.acquire();
    int programFd = attachment.acquireProgram();
    long result = attachment.call(BpfCommand.PROG_ATTACH, targetFd, programFd, flags);
    if (result < 0) {
      attachment.release();
      throw Kernel.refusal(
          BpfCommand.PROG_ATTACH, result, "cannot attach " + program + " to " + where, program);
    }
    return new DetachOnceLink(
        () -> {
          attachment.call(BpfCommand.PROG_DETACH, targetFd, programFd, 0);
          attachment.release();
        });
  }

  private int acquireProgram() {
    try {
      return program.descriptor().acquire();
    } catch (IllegalStateException e) {
      target.release();
      throw e;
    }
  }

  private void release() {
    program.descriptor().release();
    target.release();
  }

  private long call(BpfCommand command, int targetFd, int programFd, int flags) {
    Struct attr =
        program
            .kernel()
            .calls()
            .scratch()
            .attr()
            .set(AttrField.ATTACH_TYPE, type.value())
            .set(AttrField.ATTACH_TARGET_FD, targetFd)
            .set(AttrField.ATTACH_BPF_FD, programFd)
            .set(AttrField.ATTACH_FLAGS, flags);
    return program.kernel().calls().bpf(command, attr);
  }
}
