package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.SyscallException;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.file.Path;

/** A file that is open for the time of a call that needs its descriptor. */
final class OpenFile implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int O_CLOEXEC = 0x80000;

  private final BpfSyscalls syscalls;
  private final int descriptor;

  private OpenFile(BpfSyscalls syscalls, int descriptor) {
    this.syscalls = syscalls;
    this.descriptor = descriptor;
  }

  static OpenFile forReading(BpfSyscalls syscalls, Path path) {
    Block name = Block.text(syscalls, path.toString());
    long fd = syscalls.call(Syscall.OPENAT, AT_FDCWD, name.address(), O_CLOEXEC);
    Reference.reachabilityFence(name);
    if (fd < 0) {
      throw new SyscallException("cannot open " + path, Errno.of(fd));
    }
    return new OpenFile(syscalls, (int) fd);
  }

  int descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    syscalls.call(Syscall.CLOSE, descriptor, 0, 0);
  }
}
