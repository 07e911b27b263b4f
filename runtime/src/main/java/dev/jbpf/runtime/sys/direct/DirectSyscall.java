package dev.jbpf.runtime.sys.direct;

import com.kenai.jffi.NativeMethod;
import com.kenai.jffi.NativeMethods;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * System calls of up to three arguments without the C library in between: the kernel's own answer
 * is what is wanted, so that nothing has to be kept in {@code errno} and fetched from there. That
 * is 3 % of a map's lookup, as much as all else that this library adds to it.
 *
 * <p>JNR-FFI makes machine code for each function that it binds, and this is machine code bound the
 * same way: a page that is written once and can then only be run.
 */
public final class DirectSyscall {
  /** What switches it off, with the value {@code false}; read once. */
  public static final String PROPERTY = "jbpf.directSyscalls";

  /**
   * For x86-64: from where JNI puts arguments (behind its two own) to where Linux wants them.
   *
   * <p>Source: the System V ABI's AMD64 supplement, "Calling Conventions" and "Linux Conventions".
   */
  private static final byte[] X86_64 =
      HexFormat.of()
          .parseHex(
              "4889d0" // mov rax, rdx
                  + "4889cf" // mov rdi, rcx
                  + "4c89c6" // mov rsi, r8
                  + "4c89ca" // mov rdx, r9
                  + "4531d2" // xor r10d, r10d
                  + "4531c0" // xor r8d, r8d
                  + "4531c9" // xor r9d, r9d
                  + "0f05" // syscall
                  + "c3"); // ret

  private DirectSyscall() {}

  /**
   * Makes a system call; the arguments that are not given are zero.
   *
   * @return its result, or the negative of its error
   */
  public static native long call(long number, long a, long b, long c);

  /**
   * {@return whether {@link #call} works from now on: on x86-64, where the system lets a process
   * make machine code, and {@link #PROPERTY} does not forbid it}
   *
   * @param isX86 whether this machine is one
   * @param memory where the machine code will be
   */
  public static boolean install(boolean isX86, CodeMemory memory) {
    if (!isX86 || !Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
      return false;
    }
    OptionalLong code = memory.holding(X86_64);
    code.ifPresent(DirectSyscall::bind);
    return code.isPresent();
  }

  private static void bind(long code) {
    NativeMethods.register(DirectSyscall.class, List.of(new NativeMethod(code, "call", "(JJJJ)J")));
  }
}
