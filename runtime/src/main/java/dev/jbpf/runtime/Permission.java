package dev.jbpf.runtime;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.sys.Architecture;
import dev.jbpf.runtime.sys.Capability;
import dev.jbpf.runtime.sys.Errno;
import java.util.List;

/**
 * Whether programs can be loaded here.
 *
 * @param missing what is missing; empty if nothing is
 * @param remedy how to get it; empty if nothing is missing
 */
public record Permission(String missing, String remedy) {
  private static final Permission GRANTED = new Permission("", "");

  /** {@return whether nothing is missing} */
  public boolean isGranted() {
    return missing.isEmpty();
  }

  /** {@return the two lines for the user} */
  @Override
  public String toString() {
    return missing + System.lineSeparator() + remedy;
  }

  static Permission check(List<Capability> needed) {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return new Permission(
          "eBPF programs run in the Linux kernel, and this is "
              + System.getProperty("os.name")
              + ".",
          "Run it on Linux 4.18 or later, in a virtual machine if need be.");
    }
    if (Architecture.current().isEmpty()) {
      return new Permission(
          "The system calls of " + System.getProperty("os.arch") + " are not known.",
          "Run it on x86-64, arm64, riscv64, s390x or ppc64le.");
    }
    try {
      return tryOut(needed);
    } catch (LinkageError e) {
      return new Permission(
          "The C library cannot be called: " + e.getMessage() + ".",
          "Allow native access, and a temporary folder that libraries can be loaded from"
              + " (-Djava.io.tmpdir).");
    }
  }

  /** What bpf(2) permits depends on more than capabilities, so that trying is the surest way. */
  @SuppressWarnings("try") // opened only to be closed
  private static Permission tryOut(List<Capability> needed) {
    try (KernelMap<?, ?> map = Bpf.create(MapDef.array("jbpf_probe", Codec.U32, 1));
        KernelProgram program = Bpf.load(smallest(), map)) {
      List<Capability> missing = Capability.missing(needed);
      return missing.isEmpty() ? GRANTED : lacking(missing);
    } catch (BpfSyscallException e) {
      return e.errno().equals(Errno.EPERM) ? notPermitted(needed) : failing(e);
    }
  }

  private static Permission notPermitted(List<Capability> needed) {
    List<Capability> missing = Capability.missing(Capability.with(Capability.CAP_BPF, needed));
    return missing.isEmpty()
        ? new Permission(
            "bpf(2) is not permitted, although this process has the capabilities for it.",
            "A container's seccomp filter or the kernel's lockdown mode forbids it: run it outside,"
                + " or with --privileged.")
        : lacking(missing);
  }

  private static Permission lacking(List<Capability> missing) {
    return new Permission(
        "bpf(2) is not permitted: this process lacks " + Capability.list(missing) + ".",
        Capability.REMEDY + ".");
  }

  private static Permission failing(BpfSyscallException e) {
    return new Permission(
        "bpf(2) does not work here: " + e.getMessage() + ".",
        "Run it on a kernel with CONFIG_BPF_SYSCALL, Linux 4.18 or later.");
  }

  private static ProgramSpec smallest() {
    return ProgramSpec.of(
        "jbpf_probe",
        ProgramType.SOCKET_FILTER,
        Program.of(
            Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, 0), Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0)));
  }
}
