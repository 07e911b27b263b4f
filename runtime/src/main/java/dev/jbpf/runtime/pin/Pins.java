package dev.jbpf.runtime.pin;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.rights.PinPlace;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Optional;

/** Names in the BPF file system. */
public final class Pins {
  private Pins() {}

  public static void pin(BpfCalls calls, Descriptor descriptor, Path file) {
    NativeMemory path = NativeMemory.text(calls.syscalls(), file.toAbsolutePath().toString());
    String what = "cannot pin " + descriptor + " as " + file;
    int fd = descriptor.acquire();
    try {
      long result = pin(calls, fd, path);
      if (isNoPlace(result)) {
        mount(calls, file, what);
        result = pin(calls, fd, path);
      }
      if (result < 0) {
        throw refusal(calls, result, what, file);
      }
    } finally {
      descriptor.release();
      Reference.reachabilityFence(path);
    }
  }

  private static SyscallException refusal(BpfCalls calls, long result, String what, Path file) {
    return PinPlace.problem(file)
        .<SyscallException>map(
            why -> new BpfSyscallException(BpfCommand.OBJ_PIN, Errno.ofResult(result), what, why))
        .orElseGet(() -> SyscallErrors.of(calls, BpfCommand.OBJ_PIN, result, what));
  }

  private static long pin(BpfCalls calls, int fd, NativeMemory path) {
    Struct attr = calls.scratch().attr();
    attr.set(AttrField.OBJECT_PATHNAME, path.address()).set(AttrField.OBJECT_BPF_FD, fd);
    return calls.bpf(BpfCommand.OBJ_PIN, attr);
  }

  /** Whether the folder may be in no BPF file system: the second is what sysfs says. */
  private static boolean isNoPlace(long result) {
    return Errno.EPERM.is(result) || Errno.ENOENT.is(result);
  }

  private static void mount(BpfCalls calls, Path file, String what) {
    try {
      Optional.ofNullable(file.toAbsolutePath().getParent())
          .ifPresent(folder -> BpfFileSystem.mount(calls, folder));
    } catch (SyscallException e) {
      throw new BpfSyscallException(BpfCommand.OBJ_PIN, Errno.EPERM, what, e.getMessage());
    }
  }

  /** {@return a new descriptor of what is pinned there} */
  public static int open(BpfCalls calls, Path file) {
    NativeMemory path = NativeMemory.text(calls.syscalls(), file.toAbsolutePath().toString());
    Struct attr = calls.scratch().attr().set(AttrField.OBJECT_PATHNAME, path.address());
    int fd = calls.require(BpfCommand.OBJ_GET, attr, "cannot open " + file);
    Reference.reachabilityFence(path);
    return fd;
  }
}
