package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.sys.Struct;
import java.lang.ref.Reference;
import java.nio.file.Path;

/** Names in the BPF file system. */
final class Pins {
  private Pins() {}

  static void pin(Kernel kernel, Descriptor descriptor, Path file) {
    Block path = Block.text(kernel.syscalls(), file.toAbsolutePath().toString());
    Struct attr = kernel.scratch().attr().set(AttrField.OBJECT_PATHNAME, path.address());
    int fd = descriptor.acquire();
    try {
      attr.set(AttrField.OBJECT_BPF_FD, fd);
      check(kernel, kernel.bpf(BpfCommand.OBJ_PIN, attr), descriptor, file);
    } finally {
      descriptor.release();
      Reference.reachabilityFence(path);
    }
  }

  private static void check(Kernel kernel, long result, Descriptor descriptor, Path file) {
    if (result < 0) {
      String what = "cannot pin " + descriptor + " as " + file;
      throw PinPlace.problem(file)
          .map(why -> new BpfSyscallException(BpfCommand.OBJ_PIN, Errno.of(result), what, why))
          .orElseGet(() -> Refusals.of(kernel, BpfCommand.OBJ_PIN, result, what));
    }
  }

  /** {@return a new descriptor of what is pinned there} */
  static int open(Kernel kernel, Path file) {
    Block path = Block.text(kernel.syscalls(), file.toAbsolutePath().toString());
    Struct attr = kernel.scratch().attr().set(AttrField.OBJECT_PATHNAME, path.address());
    int fd = kernel.require(BpfCommand.OBJ_GET, attr, "cannot open " + file);
    Reference.reachabilityFence(path);
    return fd;
  }
}
