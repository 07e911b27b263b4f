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
 * @param target an open descriptor of a control group or a map of sockets, or the number of a
 *     network interface; 0 for what has none
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

  /**
   * Takes away the one that runs last there, whichever it is: of traffic control (tcx).
   *
   * @throws BpfSyscallException if the kernel refuses: none is there, or a link holds it
   */
  public void detachLast(Kernel kernel) {
    kernel
        .calls()
        .require(BpfCommand.PROG_DETACH, attr(kernel, 0), "cannot detach a program from " + where);
  }

  private Struct attr(Kernel kernel, int flags) {
    return kernel
        .calls()
        .scratch()
        .attr()
        .set(AttrField.ATTACH_TYPE, type.value())
        .set(AttrField.ATTACH_TARGET_FD, target)
        .set(AttrField.ATTACH_FLAGS, flags);
  }

  private void call(BpfCommand command, KernelProgram program, int flags, String what) {
    Kernel kernel = program.kernel();
    Struct attr = attr(kernel, flags);
    attr.set(AttrField.ATTACH_BPF_FD, program.descriptor().acquire());
    try {
      kernel.calls().require(command, attr, what);
    } finally {
      program.descriptor().release();
    }
  }
}
