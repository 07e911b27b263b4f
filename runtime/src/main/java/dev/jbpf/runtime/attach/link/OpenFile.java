package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.file.Path;

/** Opens files, folders too, for calls that need a descriptor. */
public final class OpenFile {
  private static final int AT_FDCWD = -100;
  private static final int O_CLOEXEC = 0x80000;

  private OpenFile() {}

  public static Descriptor forReading(BpfSyscalls syscalls, Path path) {
    NativeMemory name = NativeMemory.text(syscalls, path.toString());
    long fd = syscalls.call(Syscall.OPENAT, AT_FDCWD, name.address(), O_CLOEXEC);
    Reference.reachabilityFence(name);
    if (fd < 0) {
      throw new SyscallException("cannot open " + path, Errno.ofResult(fd));
    }
    return new Descriptor(syscalls, path.toString(), (int) fd);
  }
}
