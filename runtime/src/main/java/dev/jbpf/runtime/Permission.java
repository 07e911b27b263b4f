package dev.jbpf.runtime;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Architecture;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.rights.SeccompAnswer;
import dev.jbpf.runtime.sys.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
      return withoutLibrary(e);
    }
  }

  private static Permission withoutLibrary(LinkageError e) {
    return new Permission(
        "The C library, or a part of this program, cannot be loaded" + reason(e) + ".",
        "Allow native access, a temporary folder that libraries can be loaded from"
            + " (-Djava.io.tmpdir), and enough open files (ulimit -n).");
  }

  /** What the linker said; of classes there is nothing that a user could do with a name. */
  private static String reason(Throwable e) {
    if (e instanceof UnsatisfiedLinkError) {
      return ": " + e.getMessage();
    }
    return e.getCause() == null ? "" : reason(e.getCause());
  }

  /** What bpf(2) permits depends on more than capabilities, so that trying is the surest way. */
  @SuppressWarnings("try") // opened only to be closed
  private static Permission tryOut(List<Capability> needed) {
    try (KernelMap<?, ?> map = Bpf.create(MapDef.array("jbpf_probe", Codec.U32, 1));
        KernelProgram program = Bpf.load(smallest(), map)) {
      List<Capability> missing = Rights.now().missing(needed);
      return missing.isEmpty() ? GRANTED : lackingBesides(missing);
    } catch (BpfSyscallException e) {
      return refused(e, needed);
    }
  }

  /** The program that was tried is permitted: what is missing is for something else. */
  private static Permission lackingBesides(List<Capability> missing) {
    Rights.Explanation why = Rights.now().explain(missing);
    return new Permission(
        "bpf(2) is permitted, but not all that this needs: "
            + decapitalized(why.reason())
            + ", for "
            + Capability.purposes(missing)
            + ".",
        why.remedy() + ".");
  }

  private static Permission refused(BpfSyscallException e, List<Capability> needed) {
    Rights rights = Rights.now();
    Optional<Rights.Explanation> filtered =
        SeccompAnswer.explain(Kernel.local().calls().syscalls(), e.command(), e.errno(), rights);
    if (filtered.isEmpty() && !e.errno().equals(Errno.EPERM)) {
      return new Permission(
          "bpf(2) does not work here: " + e.what() + ": " + e.errno() + ".", remedy(e.errno()));
    }
    List<Capability> all = new ArrayList<>(List.of(Capability.CAP_BPF));
    all.addAll(needed);
    Rights.Explanation why = filtered.orElseGet(() -> rights.explain(all));
    return new Permission(
        "bpf(2) is not permitted: " + decapitalized(why.reason()) + ".", why.remedy() + ".");
  }

  private static String decapitalized(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String remedy(Errno errno) {
    if (errno.equals(Errno.ENOMEM)) {
      return "Free memory, or raise the limit of the cgroup.";
    }
    if (Set.of(Errno.EINVAL, Errno.ENOSYS, Errno.ENOTSUPP).contains(errno)) {
      return "Run it on a kernel with CONFIG_BPF_SYSCALL, Linux 4.18 or later.";
    }
    if (Set.of(Errno.ENFILE, Errno.EMFILE).contains(errno)) {
      return "Close what is not used any more, or raise the limit (ulimit -n).";
    }
    return "Nothing more is known of it; the kernel's log (dmesg) may tell more.";
  }

  private static ProgramSpec smallest() {
    return ProgramSpec.of(
        "jbpf_probe",
        ProgramType.SOCKET_FILTER,
        Program.of(
            Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, 0), Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0)));
  }
}
