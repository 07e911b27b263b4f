package dev.jbpf.runtime.rights;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Rights;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;

/**
 * Whether it was the kernel's bpf(2) that answered, or a seccomp filter in its place, which may
 * answer with any error.
 *
 * <p>The same command with arguments of an impossible size tells: the kernel says E2BIG to that
 * before it looks at anything else.
 */
public final class SeccompAnswer {
  private static final int IMPOSSIBLE_SIZE = 1 << 24;

  private SeccompAnswer() {}

  /** {@return what is known, if it was a filter} */
  public static Optional<Rights.Explanation> explain(
      BpfSyscalls syscalls, BpfCommand command, Errno errno, Rights rights) {
    return rights.isFiltered() && isAnswer(syscalls, command, errno, rights)
        ? Optional.of(
            new Rights.Explanation(
                "A seccomp filter of this process gives that answer, not the kernel",
                "Run it outside of the container, or allow bpf(2) by --security-opt"
                    + " seccomp=PROFILE"))
        : Optional.empty();
  }

  private static boolean isAnswer(
      BpfSyscalls syscalls, BpfCommand command, Errno errno, Rights rights) {
    // Older kernels ask for the right first.
    boolean isKnown =
        !errno.equals(Errno.EPERM) || rights.hasEverywhere(List.of(Capability.CAP_BPF));
    NativeMemory attr = NativeMemory.ofSize(syscalls, AttrField.BYTES);
    long answer = syscalls.bpf(command.value(), attr.address(), IMPOSSIBLE_SIZE);
    Reference.reachabilityFence(attr);
    return isKnown && !errno.equals(Errno.E2BIG) && errno.is(answer);
  }
}
