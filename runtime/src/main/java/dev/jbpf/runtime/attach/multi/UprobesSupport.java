package dev.jbpf.runtime.attach.multi;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.List;

/** Whether a kernel attaches to many places of a file by one link. */
public final class UprobesSupport {
  private static final Program EMPTY =
      Program.of(Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, 0), Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));

  private UprobesSupport() {}

  /**
   * {@return whether it does, and for whole processes} The first kernels that did took the number
   * of a process for that of a thread. Like libbpf this asks for what cannot be: one that knows
   * such links says what is wrong with the file, and then with the number.
   */
  public static boolean isIn(Kernel kernel) {
    ProgramSpec spec =
        ProgramSpec.of("jbpf_probe", ProgramType.KPROBE, EMPTY)
            .withAttachType(AttachType.TRACE_UPROBE_MULTI);
    try (KernelProgram program = kernel.load(spec)) {
      return Errno.EBADF.is(attachToFolder(program, 0))
          && Errno.EINVAL.is(attachToFolder(program, -1));
    } catch (BpfSyscallException e) {
      return false;
    }
  }

  private static long attachToFolder(KernelProgram program, int process) {
    BpfSyscalls syscalls = program.kernel().calls().syscalls();
    NativeMemory path = NativeMemory.text(syscalls, "/");
    AttachNumbers places = AttachNumbers.of(syscalls, List.of(0L));
    Struct attr =
        LinkCreate.attr(program, AttachType.TRACE_UPROBE_MULTI, 0, 0)
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_PATH, path.address())
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_OFFSETS, places.address())
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_CNT, 1)
            .set(AttrField.LINK_CREATE_UPROBE_MULTI_PID, process);
    long result = LinkCreate.tryLink(program, attr);
    Reference.reachabilityFence(path);
    Reference.reachabilityFence(places);
    return result;
  }
}
