package dev.jbpf.runtime.attach;

import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.lang.ref.Reference;
import java.nio.ByteOrder;

/**
 * The options of a socket that have to do with programs.
 *
 * <p>Source: socket(7), {@code include/uapi/asm-generic/socket.h}.
 */
enum SocketOption {
  ATTACH_FILTER(26),
  DETACH_FILTER(27),
  LOCK_FILTER(44),
  ATTACH_BPF(50),
  ATTACH_REUSEPORT_CBPF(51),
  ATTACH_REUSEPORT_EBPF(52),
  DETACH_REUSEPORT_BPF(68);

  private static final int SOL_SOCKET = 1;

  /** {@code struct sock_fprog}: a number of instructions, and where they are. */
  private static final int PROGRAM_SIZE = 16;

  private static final int PROGRAM_INSNS = 8;

  private final int number;

  SocketOption(int number) {
    this.number = number;
  }

  /** Gives the socket {@code program}. */
  void set(BpfSyscalls syscalls, int socket, KernelProgram program) {
    int fd = program.descriptor().acquire();
    try {
      check(trySet(syscalls, socket, fd), "cannot attach " + program + " to a socket");
    } finally {
      program.descriptor().release();
    }
  }

  /**
   * Gives the socket {@code program}, of which the kernel makes a copy.
   *
   * @throws IllegalArgumentException if it is longer than the kernel takes
   */
  void set(BpfSyscalls syscalls, int socket, ClassicProgram program) {
    if (program.size() > ClassicProgram.MAX_SIZE) {
      throw new IllegalArgumentException(
          "a classic program has at most "
              + ClassicProgram.MAX_SIZE
              + " instructions, this has "
              + program.size());
    }
    NativeMemory insns = NativeMemory.copyOf(syscalls, program.toBytes(ByteOrder.nativeOrder()));
    NativeMemory value = NativeMemory.ofSize(syscalls, PROGRAM_SIZE);
    value.bytes().putShort(0, (short) program.size()).putLong(PROGRAM_INSNS, insns.address());
    long result = trySet(syscalls, socket, value, PROGRAM_SIZE);
    Reference.reachabilityFence(insns);
    String what = "cannot attach a classic program to a socket";
    if (Errno.EINVAL.is(result)) {
      throw new SyscallException(what, Errno.EINVAL, reason(program));
    }
    check(result, what);
  }

  /** The kernel says that something is wrong, our own check says what. */
  private static String reason(ClassicProgram program) {
    return program.check().stream().findFirst().map(Diagnostic::toString).orElse("");
  }

  /** {@return the result of giving the socket that number, or the negative of the error} */
  long trySet(BpfSyscalls syscalls, int socket, int value) {
    NativeMemory block = NativeMemory.ofSize(syscalls, Integer.BYTES);
    block.bytes().putInt(0, value);
    return trySet(syscalls, socket, block, Integer.BYTES);
  }

  private long trySet(BpfSyscalls syscalls, int socket, NativeMemory value, int length) {
    long result =
        syscalls.call(Syscall.SETSOCKOPT, socket, SOL_SOCKET, number, value.address(), length, 0);
    Reference.reachabilityFence(value);
    return result;
  }

  /** Throws if a call failed, in words for what was tried. */
  static void check(long result, String what) {
    if (result < 0) {
      throw new SyscallException(what, Errno.ofResult(result), advice(Errno.ofResult(result)));
    }
  }

  private static String advice(Errno errno) {
    if (errno.equals(Errno.EPERM)) {
      return "The socket's filter is locked (SO_LOCK_FILTER)";
    }
    if (errno.equals(Errno.ENOMEM)) {
      return "Programs of sockets are limited by net.core.optmem_max (sysctl)";
    }
    return "";
  }
}
