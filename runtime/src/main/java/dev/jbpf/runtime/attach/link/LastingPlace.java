package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;

/**
 * Where programs are put without a link: they stay when the process ends, until somebody takes them
 * away or the place goes.
 *
 * @param target an open descriptor of a control group or a map of sockets; 0 for what has none
 * @param where names it in messages
 */
public record LastingPlace(int target, AttachType type, String where) {

  /**
   * Puts {@code program} there.
   *
   * @param flags {@code BPF_F_ALLOW_*}
   * @throws BpfSyscallException if the kernel refuses
   */
  public void attach(KernelProgram program, int flags) {
    call(BpfCommand.PROG_ATTACH, program, flags, "cannot attach " + program + " to " + where);
  }

  /**
   * Takes {@code program} away.
   *
   * @throws BpfSyscallException if the kernel refuses: it is not there, or a link holds it
   */
  public void detach(KernelProgram program) {
    call(BpfCommand.PROG_DETACH, program, 0, "cannot detach " + program + " from " + where);
  }

  private void call(BpfCommand command, KernelProgram program, int flags, String what) {
    Kernel kernel = program.kernel();
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.ATTACH_TYPE, type.value())
            .set(AttrField.ATTACH_TARGET_FD, target)
            .set(AttrField.ATTACH_FLAGS, flags);
    attr.set(AttrField.ATTACH_BPF_FD, program.descriptor().acquire());
    try {
      kernel.calls().require(command, attr, what);
    } finally {
      program.descriptor().release();
    }
  }
}
