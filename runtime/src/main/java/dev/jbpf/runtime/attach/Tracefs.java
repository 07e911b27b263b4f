package dev.jbpf.runtime.attach;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.SyscallException;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's tracing files: where they are mounted, or else through a mount that only this object
 * knows, so that nothing in the system changes.
 */
public final class Tracefs implements AutoCloseable {
  private static final List<Path> USUAL =
      List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

  private static final int FSOPEN_CLOEXEC = 1;
  private static final int FSMOUNT_CLOEXEC = 1;
  private static final int FSCONFIG_CMD_CREATE = 6;

  private final Path root;
  private final Optional<Descriptor> mount;

  private Tracefs(Path root, Optional<Descriptor> mount) {
    this.root = root;
    this.mount = mount;
  }

  /**
   * {@return the tracing files; needs root where they are not mounted}
   *
   * @throws SyscallException if they are not mounted and cannot be; before Linux 5.2 always
   */
  public static Tracefs open(Kernel kernel) {
    return USUAL.stream()
        .filter(path -> Files.exists(path.resolve("events")))
        .findFirst()
        .map(path -> new Tracefs(path, Optional.empty()))
        .orElseGet(() -> mounted(kernel.syscalls()));
  }

  private static Tracefs mounted(BpfSyscalls syscalls) {
    Block name = Block.text(syscalls, "tracefs");
    long context = check(syscalls.call(Syscall.FSOPEN, name.address(), FSOPEN_CLOEXEC, 0));
    try {
      check(syscalls.call(Syscall.FSCONFIG, context, FSCONFIG_CMD_CREATE, 0, 0, 0, 0));
      long mount = check(syscalls.call(Syscall.FSMOUNT, context, FSMOUNT_CLOEXEC, 0));
      return new Tracefs(
          Path.of("/proc/self/fd/" + mount),
          Optional.of(new Descriptor(syscalls, "tracefs", (int) mount)));
    } finally {
      syscalls.call(Syscall.CLOSE, context, 0, 0);
      Reference.reachabilityFence(name);
    }
  }

  private static long check(long result) {
    if (result < 0) {
      throw new SyscallException(
          "the kernel's tracing files are not mounted, and cannot be",
          Errno.of(result),
          "As root: mount -t tracefs tracefs /sys/kernel/tracing");
    }
    return result;
  }

  /** {@return the folder that holds them, valid until this is closed} */
  public Path root() {
    return root;
  }

  @Override
  public void close() {
    mount.ifPresent(Descriptor::close);
  }
}
