package dev.jbpf.runtime.map;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.rights.MapDemands;
import dev.jbpf.runtime.rights.Privileges;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.ProcFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Why the kernel refused to read or write elements of a map: it is frozen, or this process's
 * descriptor of it is for reading or for writing only. The kernel tells which.
 *
 * <p>Source: {@code bpf_map_show_fdinfo} in {@code kernel/bpf/syscall.c}, proc(5).
 */
final class MapAccessErrors {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fdinfo");
  private static final int OCTAL = 8;
  private static final long ACCESS_MODE = 3;
  private static final long READ_ONLY = 0;
  private static final long WRITE_ONLY = 1;

  private MapAccessErrors() {}

  /**
   * {@return the exception for a call that failed}
   *
   * @param doing what was tried: {@code store a value in}
   */
  static BpfSyscallException of(
      BpfCalls calls,
      MapDef<?, ?> def,
      Descriptor descriptor,
      BpfCommand command,
      long result,
      String doing) {
    String what = "cannot " + doing + " map " + def.name();
    Optional<String> reason =
        Errno.EPERM.is(result) ? reason(command, facts(descriptor)) : Optional.empty();
    return reason
        .map(words -> new BpfSyscallException(command, Errno.EPERM, what, words))
        .orElseGet(() -> SyscallErrors.of(calls, command, result, what, Privileges.of(def.type())));
  }

  /** {@return the exception for a map that was not made} */
  static BpfSyscallException ofCreation(BpfCalls calls, MapDef<?, ?> def, long result) {
    String what = "cannot create map " + def.name();
    return reason(calls, def, result)
        .map(
            why ->
                new BpfSyscallException(BpfCommand.MAP_CREATE, Errno.ofResult(result), what, why))
        .orElseGet(
            () ->
                SyscallErrors.of(
                    calls, BpfCommand.MAP_CREATE, result, what, Privileges.of(def.type())));
  }

  /** What the kernel says, or else what is known of such maps. */
  private static Optional<String> reason(BpfCalls calls, MapDef<?, ?> def, long result) {
    if (Errno.EPERM.is(result)) {
      return Optional.empty();
    }
    return calls.told(BpfCommand.MAP_CREATE, result).or(() -> MapDemands.broken(def));
  }

  private static Optional<String> reason(BpfCommand command, Map<String, String> facts) {
    boolean writes = isWriting(command);
    if (writes && "1".equals(facts.get("frozen"))) {
      return Optional.of(
          "The map is frozen, and read-only from then on: only programs write to it");
    }
    long mode = accessMode(facts);
    if (writes && mode == READ_ONLY) {
      return Optional.of("The map is read-only here: it was made, or opened, so (BPF_F_RDONLY)");
    }
    return mode == WRITE_ONLY
        ? Optional.of("The map is write-only here: it was made, or opened, so (BPF_F_WRONLY)")
        : Optional.empty();
  }

  private static boolean isWriting(BpfCommand command) {
    return switch (command) {
      case MAP_UPDATE_ELEM,
          MAP_DELETE_ELEM,
          MAP_LOOKUP_AND_DELETE_ELEM,
          MAP_UPDATE_BATCH,
          MAP_DELETE_BATCH,
          MAP_LOOKUP_AND_DELETE_BATCH ->
          true;
      default -> false;
    };
  }

  private static long accessMode(Map<String, String> facts) {
    return Long.parseLong(facts.getOrDefault("flags", "2"), OCTAL) & ACCESS_MODE;
  }

  private static Map<String, String> facts(Descriptor descriptor) {
    int fd = descriptor.acquire();
    try {
      return ProcFile.facts(DESCRIPTORS.resolve(Integer.toString(fd)));
    } finally {
      descriptor.release();
    }
  }
}
