package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.Capability;
import dev.jbpf.runtime.sys.Errno;
import java.util.List;

/** Puts what the kernel refused into words that a user can act on. */
final class Refusals {
  private Refusals() {}

  static BpfSyscallException of(BpfCommand command, long result, String what) {
    return of(command, result, what, Privileges.of(command));
  }

  static BpfSyscallException of(
      BpfCommand command, long result, String what, List<Capability> needed) {
    Errno errno = Errno.of(result);
    return new BpfSyscallException(command, errno, what, advice(command, errno, needed));
  }

  private static String advice(BpfCommand command, Errno errno, List<Capability> needed) {
    return switch (errno.number()) {
      case 1 -> notPermitted(command, needed);
      case 7 ->
          command == BpfCommand.PROG_LOAD
              ? "The program has more instructions than this kernel and this process's"
                  + " capabilities allow (4,096 without CAP_BPF, else a million)"
              : "An argument is larger than this kernel knows or allows";
      case 3 -> "The process is gone";
      case 12 -> "The kernel has no memory for it, or the cgroup's limit is reached";
      case 16 -> "Another holds the place, or uses it: detach or close that first";
      case 19 -> "The device is gone";
      case 22 -> invalid(command);
      case 23, 24 -> "Close what is not used any more, or raise the limit (ulimit -n)";
      case 38 -> "This kernel is built without CONFIG_BPF_SYSCALL";
      case 524 -> "This kernel, or its configuration, does not have it";
      default -> "";
    };
  }

  private static String notPermitted(BpfCommand command, List<Capability> needed) {
    return switch (command) {
      case OBJ_PIN -> pinAdvice(needed);
      case MAP_UPDATE_ELEM,
          MAP_DELETE_ELEM,
          MAP_LOOKUP_AND_DELETE_ELEM,
          MAP_UPDATE_BATCH,
          MAP_DELETE_BATCH,
          MAP_LOOKUP_AND_DELETE_BATCH ->
          "The map is read-only: it is frozen, or was made so (BPF_F_RDONLY)";
      case MAP_LOOKUP_ELEM, MAP_GET_NEXT_KEY, MAP_LOOKUP_BATCH ->
          "The map is write-only: it was made so (BPF_F_WRONLY)";
      default -> Capability.advice(needed);
    };
  }

  /** The kernel says the same of a file system that is none of BPF's. */
  private static String pinAdvice(List<Capability> needed) {
    return Capability.missing(needed).isEmpty()
        ? "The folder must be in a BPF file system (mount -t bpf bpf /sys/fs/bpf), and the name"
            + " must have no dot"
        : Capability.advice(needed);
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
      case PROG_TEST_RUN ->
          "Programs of this type take other input: network programs need a packet of at least 14"
              + " bytes";
      default -> "";
    };
  }
}
