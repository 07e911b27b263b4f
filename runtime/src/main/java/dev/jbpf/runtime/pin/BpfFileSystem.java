package dev.jbpf.runtime.pin;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Rights;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's file system whose files keep maps, programs and links: bpffs.
 *
 * <p>Source: statfs(2), mount(2), {@code include/uapi/linux/magic.h}.
 */
public final class BpfFileSystem {
  /** Where it is mounted, if nobody says another place. */
  public static final Path USUAL = Path.of("/sys/fs/bpf");

  private static final int BPF_FS_MAGIC = 0xcafe4a11;
  private static final int STATFS_SIZE = 256;
  private static final int AT_FDCWD = -100;
  private static final int O_CLOEXEC = 0x80000;
  private static final int LOCK_EX = 2;
  private static final String ONLY_ROOT = "mode=0700";

  private final BpfSyscalls syscalls;
  private final Path folder;

  private BpfFileSystem(BpfSyscalls syscalls, Path folder) {
    this.syscalls = syscalls;
    this.folder = folder;
  }

  /**
   * Mounts one at {@code folder}, if that is in none and empty; pinning does that with the folder
   * that a pin is to be in. As bpftool does, but never over files.
   *
   * @param folder is there already
   * @return whether one was mounted
   * @throws SyscallException if it is in none, and none can be mounted there
   */
  public static boolean mount(BpfCalls calls, Path folder) {
    return new BpfFileSystem(calls.syscalls(), folder.toAbsolutePath().normalize()).mount();
  }

  private boolean mount() {
    return isMissing() && alone();
  }

  /** Others may be about to do the same: whoever comes second finds it there. */
  private boolean alone() {
    NativeMemory name = NativeMemory.text(syscalls, folder.toString());
    long fd = check(syscalls.call(Syscall.OPENAT, AT_FDCWD, name.address(), O_CLOEXEC));
    try {
      check(syscalls.call(Syscall.FLOCK, fd, LOCK_EX, 0));
      return isMissing() && mounted(name);
    } finally {
      syscalls.call(Syscall.CLOSE, fd, 0, 0);
      Reference.reachabilityFence(name);
    }
  }

  private boolean mounted(NativeMemory name) {
    if (!isEmpty()) {
      throw refusal(Errno.ENOTEMPTY);
    }
    NativeMemory type = NativeMemory.text(syscalls, "bpf");
    NativeMemory mode = NativeMemory.text(syscalls, ONLY_ROOT);
    long bpf = type.address();
    check(syscalls.call(Syscall.MOUNT, bpf, name.address(), bpf, 0, mode.address(), 0));
    Reference.reachabilityFence(type);
    Reference.reachabilityFence(mode);
    return true;
  }

  /** Not where the kernel does not say: then pinning itself fails, with its reason. */
  private boolean isMissing() {
    NativeMemory name = NativeMemory.text(syscalls, folder.toString());
    NativeMemory facts = NativeMemory.ofSize(syscalls, STATFS_SIZE);
    long result = syscalls.call(Syscall.STATFS, name.address(), facts.address(), 0);
    Reference.reachabilityFence(name);
    return result == 0 && facts.bytes().getInt(0) != BPF_FS_MAGIC;
  }

  private boolean isEmpty() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private long check(long result) {
    if (result < 0) {
      throw refusal(Errno.ofResult(result));
    }
    return result;
  }

  private SyscallException refusal(Errno errno) {
    return new SyscallException(
        folder + " is in no BPF file system, and none can be mounted there", errno, advice(errno));
  }

  private String advice(Errno errno) {
    if (errno.equals(Errno.ENOTEMPTY)) {
      return "Pin in an empty folder, or under " + USUAL + ": mount -t bpf bpf " + USUAL;
    }
    String command = "mount -t bpf bpf " + folder;
    return errno.equals(Errno.EPERM)
        ? Rights.now().explain(List.of(Capability.CAP_SYS_ADMIN)) + ", or mount it: " + command
        : "As root: " + command;
  }
}
