package dev.jbpf.runtime.sys.direct;

import com.kenai.jffi.NativeMethod;
import com.kenai.jffi.NativeMethods;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * System calls without the C library in between: the kernel's own answer is what is wanted, so that
 * nothing has to be kept in {@code errno} and fetched from there. That is 3 % of a map's lookup, as
 * much as all else that this library adds to it; and JNR-FFI, which binds the library's function,
 * takes a tenth of a second to start.
 *
 * <p>JNR-FFI makes machine code for each function that it binds, and this is machine code bound the
 * same way, by the part of JNR below it: a page that is written once and can then only be run.
 */
public final class DirectSyscall {
  /** What switches it off, with the value {@code false}; read once. */
  public static final String PROPERTY = "jbpf.directSyscalls";

  /**
   * For x86-64: from where JNI puts arguments (behind its two own) to where Linux wants them.
   *
   * <p>Source: the System V ABI's AMD64 supplement, "Calling Conventions" and "Linux Conventions".
   */
  private static final String FIRST_FOUR =
      "4889d0" // mov rax, rdx
          + "4889cf" // mov rdi, rcx
          + "4c89c6" // mov rsi, r8
          + "4c89ca"; // mov rdx, r9

  private static final String NO_MORE =
      "4531d2" // xor r10d, r10d
          + "4531c0" // xor r8d, r8d
          + "4531c9"; // xor r9d, r9d

  private static final String THREE_MORE =
      "4c8b542408" // mov r10, [rsp + 8]
          + "4c8b442410" // mov r8, [rsp + 16]
          + "4c8b4c2418"; // mov r9, [rsp + 24]

  private static final String SYSCALL =
      "0f05" // syscall
          + "c3"; // ret

  private static final byte[] SHORT = HexFormat.of().parseHex(FIRST_FOUR + NO_MORE + SYSCALL);
  private static final byte[] LONG = HexFormat.of().parseHex(FIRST_FOUR + THREE_MORE + SYSCALL);

  private DirectSyscall() {}

  /**
   * Makes a system call; the arguments that are not given are zero.
   *
   * @return its result, or the negative of its error
   */
  public static native long call(long number, long a, long b, long c);

  /** As the short form, with all six arguments. */
  public static native long call(long number, long a, long b, long c, long d, long e, long f);

  /**
   * {@return whether {@link #call} works from now on: on x86-64, where the system lets a process
   * make machine code, and {@link #PROPERTY} does not forbid it}
   *
   * @param isX86 whether this machine is one
   */
  public static boolean install(boolean isX86) {
    if (!isX86 || !Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
      return false;
    }
    ByteBuffer both = ByteBuffer.allocate(SHORT.length + LONG.length).put(SHORT).put(LONG);
    OptionalLong code = CodePage.holding(both.array());
    if (code.isPresent()) {
      bind(code.getAsLong());
    }
    return code.isPresent();
  }

  private static void bind(long code) {
    NativeMethods.register(
        DirectSyscall.class,
        List.of(
            new NativeMethod(code, "call", "(JJJJ)J"),
            new NativeMethod(code + SHORT.length, "call", "(JJJJJJJ)J")));
  }
}
