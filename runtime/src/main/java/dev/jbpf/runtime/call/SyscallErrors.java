package dev.jbpf.runtime.call;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.rights.Privileges;
import dev.jbpf.runtime.rights.SeccompAnswer;
import dev.jbpf.runtime.sys.Rights;
import java.util.List;
import java.util.Map;

/**
 * Puts what the kernel refused into words that a user can act on: what is known of the call and of
 * this process, and nothing that only might be.
 */
public final class SyscallErrors {
  private static final String WITHOUT =
      "This kernel, or its configuration, does not have it for what this is";

  /** What helps whatever was tried. */
  private static final Map<Errno, String> ADVICE =
      Map.ofEntries(
          Map.entry(Errno.ESRCH, "The process is gone"),
          Map.entry(Errno.E2BIG, "An argument is larger than this kernel knows or allows"),
          Map.entry(
              Errno.ENOMEM, "The kernel has no memory for it, or the cgroup's limit is reached"),
          Map.entry(Errno.EBUSY, "Another holds the place, or uses it: detach or close that first"),
          Map.entry(
              Errno.EEXIST,
              "There is one already that can have no other beside it: detach or delete it first"),
          Map.entry(Errno.ENODEV, "The device is gone"),
          Map.entry(Errno.ENOSYS, "This kernel is built without CONFIG_BPF_SYSCALL"),
          Map.entry(Errno.ENOLINK, "What it was attached to is gone: attach the program again"),
          Map.entry(Errno.EOPNOTSUPP, WITHOUT),
          Map.entry(Errno.ENOTSUPP, WITHOUT));

  private SyscallErrors() {}

  public static BpfSyscallException of(
      BpfCalls calls, BpfCommand command, long result, String what) {
    return of(calls, command, result, what, Privileges.of(command));
  }

  public static BpfSyscallException of(
      BpfCalls calls, BpfCommand command, long result, String what, List<Capability> needed) {
    Errno errno = Errno.ofResult(result);
    Rights rights = Rights.now();
    String advice =
        SeccompAnswer.explain(calls.syscalls(), command, errno, rights)
            .map(Rights.Explanation::toString)
            .or(() -> calls.told(command, result))
            .orElseGet(() -> advice(command, errno, needed, rights));
    return new BpfSyscallException(command, errno, what, advice);
  }

  private static String advice(
      BpfCommand command, Errno errno, List<Capability> needed, Rights rights) {
    if (errno.equals(Errno.EPERM)) {
      return rights.explain(needed).toString();
    } else if (errno.equals(Errno.ENOENT)) {
      return missing(command);
    } else if (errno.equals(Errno.EINVAL)) {
      return invalid(command);
    } else if (errno.equals(Errno.ENOTSUPP) && command == BpfCommand.PROG_TEST_RUN) {
      return "Programs of this type run where they are attached, and nowhere else";
    } else if (errno.equals(Errno.E2BIG) && command == BpfCommand.PROG_LOAD) {
      return "The program has more instructions than this kernel and this process's"
          + " capabilities allow (4,096 without CAP_BPF, else a million)";
    }
    return ADVICE.getOrDefault(errno, "");
  }

  private static String missing(BpfCommand command) {
    return switch (command) {
      case PROG_GET_FD_BY_ID, MAP_GET_FD_BY_ID, LINK_GET_FD_BY_ID, BTF_GET_FD_BY_ID ->
          "Nothing has that number, or what had it is gone";
      default -> "";
    };
  }

  private static String invalid(BpfCommand command) {
    return switch (command) {
      case MAP_CREATE ->
          "This kernel does not know the type or a flag, or a size or the number of entries is not"
              + " one that the type allows";
      case PROG_LOAD ->
          "This kernel does not know the type of program, of attachment or a flag, or they do not"
              + " go together";
      case RAW_TRACEPOINT_OPEN ->
          "The program reads more arguments than the tracepoint has, or writes where this one lets"
              + " nobody write";
      case MAP_UPDATE_ELEM, MAP_UPDATE_BATCH ->
          "Maps of this type take no such key, value or flags from outside of programs; a table of"
              + " functions (struct_ops) lacks one that it must have, or has a wrong value";
      case LINK_CREATE, PROG_ATTACH ->
          "This kernel does not know such a place, or the program is of another type, or for"
              + " another type of attachment, than belongs there";
      case PROG_TEST_RUN ->
          "Programs of this type take other input: those of the network need a packet of at least"
              + " 14 bytes, those that user space calls a context as long as what they read of it";
      default -> "";
    };
  }
}
