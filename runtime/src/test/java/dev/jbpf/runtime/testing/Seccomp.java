package dev.jbpf.runtime.testing;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.host.Architecture;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;

/**
 * Filters of the calling thread's system calls, as containers have them; there is no way back.
 *
 * <p>Source: seccomp(2), prctl(2).
 */
public final class Seccomp {
  private static final int PR_SET_SECCOMP = 22;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SECCOMP_MODE_FILTER = 2;
  private static final int SECCOMP_RET_ERRNO = 0x0005_0000;

  private Seccomp() {}

  /** What JNR-FFI binds. */
  public interface Library {
    /** prctl(2). */
    int prctl(int option, long a, long b, long c, long d);
  }

  /** Answers that system call with that error. */
  public static void refuse(Syscall call, Errno errno) {
    install(
        """
        ld [0]
        jne #%d, allow
        ret #%d
        allow: ret #0x7fff0000
        """
            .formatted(number(call), SECCOMP_RET_ERRNO | errno.number()));
  }

  /** Answers that system call with that error if its first argument is {@code first}. */
  public static void refuse(Syscall call, int first, Errno errno) {
    install(
        """
        ld [0]
        jne #%d, allow
        ld [16]
        jne #%d, allow
        ret #%d
        allow: ret #0x7fff0000
        """
            .formatted(number(call), first, SECCOMP_RET_ERRNO | errno.number()));
  }

  /** Answers that system call with that error if one of its last three arguments is not zero. */
  public static void refuseWithMoreThanThreeArguments(Syscall call, Errno errno) {
    StringBuilder words = new StringBuilder();
    for (int at = 16 + 3 * Long.BYTES; at < 16 + 6 * Long.BYTES; at += Integer.BYTES) {
      words.append("ld [%d]%njne #0, refuse%n".formatted(at));
    }
    install(
        """
        ld [0]
        jne #%d, allow
        %sallow: ret #0x7fff0000
        refuse: ret #%d
        """
            .formatted(number(call), words, SECCOMP_RET_ERRNO | errno.number()));
  }

  private static int number(Syscall call) {
    return call.number(Architecture.current().orElseThrow());
  }

  private static void install(String source) {
    ClassicProgram program =
        ClassicAssembler.assemble(source.getBytes(StandardCharsets.US_ASCII), "filter")
            .program()
            .orElseThrow();
    BpfSyscalls syscalls = BpfSyscalls.system();
    NativeMemory insns = NativeMemory.copyOf(syscalls, program.toBytes(ByteOrder.nativeOrder()));
    NativeMemory filter = NativeMemory.ofSize(syscalls, 16);
    filter.bytes().putShort(0, (short) program.size()).putLong(8, insns.address());
    Library library = LibraryLoader.create(Library.class).load("c");
    library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    int result =
        library.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter.address(), insns.size(), 0);
    if (result != 0) {
      throw new IllegalStateException("the kernel takes no seccomp filter");
    }
  }
}
