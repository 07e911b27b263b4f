package dev.jbpf.runtime.sys;

import com.kenai.jffi.NativeMethod;
import com.kenai.jffi.NativeMethods;
import java.util.List;

/**
 * System calls of up to three arguments without the C library in between: the kernel's own answer
 * is what {@link BpfSyscalls} wants, so that nothing has to be kept in {@code errno} and fetched
 * from there. That is 3 % of a map's lookup, as much as all else that this library adds to it.
 *
 * <p>JNR-FFI makes machine code for each function that it binds, and this is machine code bound the
 * same way.
 */
final class DirectSyscall {
  /** From where JNI puts arguments (behind its two own) to where Linux wants them. */
  private static final byte[] X86_64 = {
    0x48,
    (byte) 0x89,
    (byte) 0xd0, // mov rax, rdx
    0x48,
    (byte) 0x89,
    (byte) 0xcf, // mov rdi, rcx
    0x4c,
    (byte) 0x89,
    (byte) 0xc6, // mov rsi, r8
    0x4c,
    (byte) 0x89,
    (byte) 0xca, // mov rdx, r9
    0x0f,
    0x05, // syscall
    (byte) 0xc3, // ret
  };

  private static final int READ_WRITE = 1 | 2;
  private static final int READ_EXECUTE = 1 | 4;
  private static final int PRIVATE_ANONYMOUS = 2 | 0x20;

  private DirectSyscall() {}

  /**
   * Makes a system call.
   *
   * @return its result, or the negative of its error
   */
  static native long call(long number, long a, long b, long c);

  /**
   * {@return whether {@link #call} works from now on: on x86-64, where the system lets a process
   * make machine code}
   *
   * @param syscalls those of this machine
   */
  static boolean install(BpfSyscalls syscalls) {
    if (Architecture.current().filter(Architecture.X86_64::equals).isEmpty()) {
      return false;
    }
    int size = X86_64.length; // the kernel makes it a whole page
    long page = syscalls.call(Syscall.MMAP, 0, size, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (page < 0) {
      return false;
    }
    syscalls.view(page, size).put(X86_64);
    if (syscalls.call(Syscall.MPROTECT, page, size, READ_EXECUTE) != 0) {
      syscalls.call(Syscall.MUNMAP, page, size, 0);
      return false;
    }
    NativeMethod call = new NativeMethod(page, "call", "(JJJJ)J");
    NativeMethods.register(DirectSyscall.class, List.of(call));
    return true;
  }
}
