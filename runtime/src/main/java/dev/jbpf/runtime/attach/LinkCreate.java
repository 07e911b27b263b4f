package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.Struct;
import java.lang.ref.Reference;

/** Makes links that the kernel keeps. */
final class LinkCreate {
  private LinkCreate() {}

  /**
   * {@return a link}
   *
   * @param target a descriptor or the number of an interface; 0 where there is none
   * @param where names the place in messages
   */
  static BpfLink link(
      KernelProgram program, AttachType type, int target, long flags, String where) {
    long result = tryLink(program, type, target, flags);
    if (result < 0) {
      throw Kernel.refusal(
          BpfCommand.LINK_CREATE, result, "cannot attach " + program + " to " + where, program);
    }
    return new BpfLink(program.kernel(), (int) result, "link to " + where);
  }

  /** {@return the link's descriptor, or the negative of the error} */
  static long tryLink(KernelProgram program, AttachType type, int target, long flags) {
    Struct attr =
        program
            .kernel()
            .scratch()
            .attr()
            .set(AttrField.LINK_CREATE_TARGET_FD, target)
            .set(AttrField.LINK_CREATE_ATTACH_TYPE, type.value())
            .set(AttrField.LINK_CREATE_FLAGS, flags);
    int fd = program.descriptor().acquire();
    try {
      attr.set(AttrField.LINK_CREATE_PROG_FD, fd);
      return program.kernel().bpf(BpfCommand.LINK_CREATE, attr);
    } finally {
      program.descriptor().release();
    }
  }

  /** {@return a link to the tracepoint of that name; none for what the program says itself} */
  static BpfLink rawTracepoint(KernelProgram program, String name, String where) {
    Struct attr = program.kernel().scratch().attr();
    Block text = Block.text(program.kernel().syscalls(), name);
    attr.set(AttrField.RAW_TRACEPOINT_NAME, name.isEmpty() ? 0 : text.address());
    int fd = program.descriptor().acquire();
    try {
      attr.set(AttrField.RAW_TRACEPOINT_PROG_FD, fd);
      long result = program.kernel().bpf(BpfCommand.RAW_TRACEPOINT_OPEN, attr);
      if (result < 0) {
        throw Kernel.refusal(
            BpfCommand.RAW_TRACEPOINT_OPEN,
            result,
            "cannot attach " + program + " to " + where,
            program);
      }
      return new BpfLink(program.kernel(), (int) result, "link to " + where);
    } finally {
      program.descriptor().release();
      Reference.reachabilityFence(text);
    }
  }
}
