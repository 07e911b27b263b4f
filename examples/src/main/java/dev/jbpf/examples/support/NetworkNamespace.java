package dev.jbpf.examples.support;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;

/** A network namespace: interfaces, addresses, ports, of one thread or more. Source: setns(2). */
final class NetworkNamespace implements AutoCloseable {
  private static final String OWN = "/proc/thread-self/ns/net";
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final int AT_FDCWD = -100;
  private static final int O_CLOEXEC = 0x80000;

  private final Kernel kernel;
  private final Descriptor descriptor;

  private NetworkNamespace(Kernel kernel, Descriptor descriptor) {
    this.kernel = kernel;
    this.descriptor = descriptor;
  }

  /** {@return that of the calling thread} */
  static NetworkNamespace current(Kernel kernel) {
    NativeMemory path = NativeMemory.text(kernel.calls().syscalls(), OWN);
    long fd = kernel.calls().syscalls().call(Syscall.OPENAT, AT_FDCWD, path.address(), O_CLOEXEC);
    Reference.reachabilityFence(path);
    check(fd, "cannot open " + OWN);
    return new NetworkNamespace(
        kernel, new Descriptor(kernel.calls().syscalls(), "network namespace", (int) fd));
  }

  /** {@return a new one, in which the calling thread is now, with nothing but a loopback} */
  static NetworkNamespace enterNew(Kernel kernel) {
    check(
        kernel.calls().syscalls().call(Syscall.UNSHARE, CLONE_NEWNET, 0, 0),
        "cannot make a network namespace");
    VethPair.setUp(kernel, VethPair.LOOPBACK);
    return current(kernel);
  }

  /** Puts the calling thread into it. */
  void enter() {
    int fd = descriptor.acquire();
    try {
      check(
          kernel.calls().syscalls().call(Syscall.SETNS, fd, CLONE_NEWNET, 0),
          "cannot enter a network namespace");
    } finally {
      descriptor.release();
    }
  }

  Descriptor descriptor() {
    return descriptor;
  }

  private static void check(long result, String what) {
    if (result < 0) {
      Errno errno = Errno.ofResult(result);
      String advice =
          errno.equals(Errno.EPERM) ? "It needs CAP_SYS_ADMIN: run it as root (sudo)" : "";
      throw new SyscallException(what, errno, advice);
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
