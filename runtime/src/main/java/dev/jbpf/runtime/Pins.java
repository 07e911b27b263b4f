package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.rights.PinPlace;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Optional;

/** Names in the BPF file system. */
final class Pins {
  private Pins() {}

  static void pin(Kernel kernel, Descriptor descriptor, Path file) {
    NativeMemory path = NativeMemory.text(kernel.syscalls(), file.toAbsolutePath().toString());
    String what = "cannot pin " + descriptor + " as " + file;
    int fd = descriptor.acquire();
    try {
      long result = pin(kernel, fd, path);
      if (isNoPlace(result)) {
        mount(kernel, file, what);
        result = pin(kernel, fd, path);
      }
      if (result < 0) {
        throw refusal(kernel, result, what, file);
      }
    } finally {
      descriptor.release();
      Reference.reachabilityFence(path);
    }
  }

  private static SyscallException refusal(Kernel kernel, long result, String what, Path file) {
    return PinPlace.problem(file)
        .<SyscallException>map(
            why -> new BpfSyscallException(BpfCommand.OBJ_PIN, Errno.ofResult(result), what, why))
        .orElseGet(() -> SyscallErrors.of(kernel, BpfCommand.OBJ_PIN, result, what));
  }

  private static long pin(Kernel kernel, int fd, NativeMemory path) {
    Struct attr = kernel.scratch().attr();
    attr.set(AttrField.OBJECT_PATHNAME, path.address()).set(AttrField.OBJECT_BPF_FD, fd);
    return kernel.bpf(BpfCommand.OBJ_PIN, attr);
  }

  /** Whether the folder may be in no BPF file system: the second is what sysfs says. */
  private static boolean isNoPlace(long result) {
    return Errno.EPERM.is(result) || Errno.ENOENT.is(result);
  }

  private static void mount(Kernel kernel, Path file, String what) {
    try {
      Optional.ofNullable(file.toAbsolutePath().getParent())
          .ifPresent(folder -> BpfFileSystem.mount(kernel, folder));
    } catch (SyscallException e) {
      throw new BpfSyscallException(BpfCommand.OBJ_PIN, Errno.EPERM, what, e.getMessage());
    }
  }

  /** {@return a new descriptor of what is pinned there} */
  static int open(Kernel kernel, Path file) {
    NativeMemory path = NativeMemory.text(kernel.syscalls(), file.toAbsolutePath().toString());
    Struct attr = kernel.scratch().attr().set(AttrField.OBJECT_PATHNAME, path.address());
    int fd = kernel.require(BpfCommand.OBJ_GET, attr, "cannot open " + file);
    Reference.reachabilityFence(path);
    return fd;
  }
}
